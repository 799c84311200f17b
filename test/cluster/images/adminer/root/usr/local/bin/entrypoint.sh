#!/bin/sh
set -e
[ -z "$ADMINER_DESIGN" ] || ln -sf "designs/$ADMINER_DESIGN/adminer.css" .
exec "$@"

// `npm run docs`: writes docs/systems.md. See README.md.
const { writeFileSync } = require('node:fs');
const { systemsPage } = require('./page');
const { appOfMain } = require('./tree');

writeFileSync('docs/systems.md', systemsPage(appOfMain()));

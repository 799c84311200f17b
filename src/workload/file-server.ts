import * as storage from '../storage';
import { check, relativePath } from '../private/rules';
import { ContainerProps } from './container';
import { httpServer } from './private/http-server';
import { escaped } from './private/shell';
import { AnswerOptions } from './text-server';

/** Properties for `FileServer.container`. */
export interface FileServerProps extends AnswerOptions {
  /** The volume that holds the file: of a ConfigMap, or one that another container writes. */
  readonly volume: storage.Volume;
  /** The file, relative to the root of the volume. */
  readonly file: string;
  /**
   * Where the volume is mounted, read-only.
   * @default '/data-ro'
   */
  readonly mountPath?: string;
  /**
   * The name of the container.
   * @default 'file-server'
   */
  readonly name?: string;
}

/**
 * A container that answers every HTTP request with one file, as it is at that moment: a page that an init container
 * wrote, or a report that the application keeps up to date. As long as there is no file it answers 404.
 * Source: Learn Kubernetes in a Month of Lunches, 7.2.
 */
export class FileServer {
  /** The container, for `sidecars` or `containers`. */
  public static container(props: FileServerProps): ContainerProps {
    const mountPath = props.mountPath ?? '/data-ro';
    check('FileServer', 'file', props.file, relativePath, 'write it below the root of the volume');
    return httpServer('FileServer', props.name ?? 'file-server', props, {
      script: ANSWER,
      env: { FILE: escaped(`${mountPath}/${props.file}`) },
      mounts: [props.volume.at(mountPath, { readOnly: true })],
    });
  }

  private constructor() {
    // A name for functions, never made.
  }
}

/** `head` sends no more than was announced, also when the file grows meanwhile. */
const ANSWER = `if [ -f "$FILE" ]; then
  length=\`wc -c < "$FILE"\`
  printf "HTTP/1.1 200 OK\\r\\nContent-Type: %s\\r\\nContent-Length: %s\\r\\nConnection: close\\r\\n\\r\\n" "$CONTENT_TYPE" "$length"
  head -c "$length" "$FILE"
else
  printf "HTTP/1.1 404 Not Found\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n"
fi`;

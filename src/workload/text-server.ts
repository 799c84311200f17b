import * as kplus from 'cdk8s-plus-27';
import { ContainerProps } from './container';
import { check, portName } from '../private/rules';
import { BUSYBOX, escaped, untilTerminated } from './private/shell';

/** Properties for `TextServer.container`. */
export interface TextServerProps {
  /** The body of every answer, as it stands. */
  readonly text: string;
  /** The port it listens on. */
  readonly port: number;
  /**
   * The name of the port.
   * @default - the name of the container, when it is one for a port too
   */
  readonly portName?: string;
  /**
   * The name of the container.
   * @default 'text-server'
   */
  readonly name?: string;
  /**
   * The media type of the answer.
   * @default 'text/plain; charset=utf-8'
   */
  readonly contentType?: string;
  /**
   * An image with the `sh` and `nc` of BusyBox.
   * @default 'busybox:1.37.0'
   */
  readonly image?: string;
  /**
   * What the container asks for and may use at most.
   * @default - nothing asked for, no limit
   */
  readonly resources?: kplus.ContainerResources;
}

/**
 * A container that answers every HTTP request with one given text: the health and the metrics adapter of the book, which
 * stand for an application that has neither. Such an answer is static: it measures nothing, and says "OK" of a broken
 * application too. Use it as a placeholder, or for facts such as a version.
 * Source: Learn Kubernetes in a Month of Lunches, 7.3.
 */
export class TextServer {
  /** The container, for `sidecars` or `containers`. */
  public static container(props: TextServerProps): ContainerProps {
    const name = props.name ?? 'text-server';
    check('TextServer', 'text', props.text ?? '\0', variable, 'give a shorter text');
    check('TextServer', 'contentType', props.contentType, oneLine, 'write it in one line');
    return {
      name,
      image: props.image ?? BUSYBOX,
      command: ['sh', '-c', untilTerminated(`nc -ll -p ${props.port} -e sh -c "$RESPOND"`, RESPOND)],
      ports: [{ number: props.port, name: props.portName ?? (portName(name) === undefined ? name : undefined) }],
      env: {
        CONTENT_TYPE: escaped(props.contentType ?? 'text/plain; charset=utf-8'),
        CONTENT_LENGTH: String(Buffer.byteLength(props.text)),
        TEXT: escaped(props.text),
      },
      resources: props.resources,
    };
  }

  private constructor() {
    // A name for functions, never made.
  }
}

/** Reads the request to its empty line, so that the client is not cut off, then answers. */
const RESPOND = `export RESPOND='
while read -r line && [ "\${#line}" -gt 1 ]; do :; done
printf "HTTP/1.1 200 OK\\r\\nContent-Type: %s\\r\\nContent-Length: %s\\r\\nConnection: close\\r\\n\\r\\n%s" \\
  "$CONTENT_TYPE" "$CONTENT_LENGTH" "$TEXT"
'`;

/** What Linux takes as one variable of the environment. */
function variable(text: string): string | undefined {
  const fits = typeof text === 'string' && Buffer.byteLength(text) < 131_000 && !text.includes('\0');
  return fits ? undefined : 'must be a text of less than 131000 bytes, none of them 0';
}

function oneLine(text: string): string | undefined {
  return /[\r\n]/.test(text) ? 'must have no line ends' : undefined;
}

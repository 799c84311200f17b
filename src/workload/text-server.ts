import * as kplus from 'cdk8s-plus-27';
import { ContainerProps } from './container';
import { check } from '../private/rules';
import { httpServer } from './private/http-server';
import { escaped } from './private/shell';
import { variableText } from './private/texts';

/** What `TextServer` and `FileServer` have in common. */
export interface AnswerOptions {
  /** The port it listens on. */
  readonly port: number;
  /**
   * The name of the port.
   * @default - the name of the container, when it is one for a port too
   */
  readonly portName?: string;
  /**
   * The media type of the answer.
   * @default 'text/plain; charset=utf-8'
   */
  readonly contentType?: string;
  /**
   * Whether the lines of each request are printed, so that `kubectl logs` shows them.
   * @default false
   */
  readonly logRequests?: boolean;
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

/** Properties for `TextServer.container`. */
export interface TextServerProps extends AnswerOptions {
  /** The body of every answer, as it stands. */
  readonly text: string;
  /**
   * The name of the container.
   * @default 'text-server'
   */
  readonly name?: string;
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
    check('TextServer', 'text', props.text ?? null, variableText, 'give a shorter text');
    return httpServer('TextServer', props.name ?? 'text-server', props, {
      script: ANSWER,
      env: { CONTENT_LENGTH: String(Buffer.byteLength(props.text)), TEXT: escaped(props.text) },
    });
  }

  private constructor() {
    // A name for functions, never made.
  }
}

const ANSWER = `printf "HTTP/1.1 200 OK\\r\\nContent-Type: %s\\r\\nContent-Length: %s\\r\\nConnection: close\\r\\n\\r\\n%s" \\
  "$CONTENT_TYPE" "$CONTENT_LENGTH" "$TEXT"`;

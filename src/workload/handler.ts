import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { Action, actionSpec } from './private/action';

/** Options of `Handler.http`. */
export interface HttpHandlerOptions {
  /**
   * The port by number.
   * @default - the first port of the container
   */
  readonly port?: number;
  /**
   * The scheme.
   * @default - HTTP
   */
  readonly scheme?: kplus.ConnectionScheme;
}

/**
 * What Kubernetes does right after the start of a container, or before it stops it.
 * The time that a hook before the stop takes counts into the grace period of the pod.
 */
export class Handler {
  /** A command in the container, without a shell. */
  public static exec(command: string[]): Handler {
    return new Handler({ kind: 'exec', command: Array.isArray(command) ? [...command] : command });
  }

  /** A GET request to `path`, which starts with `/`. */
  public static http(path: string, options: HttpHandlerOptions = {}): Handler {
    return new Handler({ kind: 'http', path, port: { port: options.port }, scheme: options.scheme });
  }

  private constructor(private readonly action: Action) {}

  /** @internal */
  public _toKube(scope: IConstruct, prop: string, ports: number[]): kplus.k8s.LifecycleHandler {
    return actionSpec(scope, prop, this.action, ports);
  }
}

/** The hooks of a container. */
export interface Lifecycle {
  /**
   * Right after the start, at the same time as the program of the container.
   * @default - nothing
   */
  readonly postStart?: Handler;
  /**
   * Before the program is told to stop.
   * @default - nothing
   */
  readonly preStop?: Handler;
}

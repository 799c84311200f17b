import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { seconds } from '../private/duration';
import { invalid } from '../private/errors';
import { check, whole } from '../private/rules';
import { Action, actionSpec } from './private/action';

/** When and how often a probe runs. */
export interface ProbeOptions {
  /**
   * How long after the start of the container the first probe runs, in whole seconds.
   * @default - at once
   */
  readonly initialDelay?: Duration;
  /**
   * The time between two probes, at least 1 second.
   * @default - 10 seconds
   */
  readonly period?: Duration;
  /**
   * How long an answer may take, at least 1 second.
   * @default - 1 second
   */
  readonly timeout?: Duration;
  /**
   * Successes in a row that end a failure. Must be 1 for liveness and startup.
   * @default - 1
   */
  readonly successThreshold?: number;
  /**
   * Failures in a row that count as a failure, at least 1.
   * @default - 3
   */
  readonly failureThreshold?: number;
}

/** Options of `Probe.tcp`. */
export interface TcpProbeOptions extends ProbeOptions {
  /**
   * The port by number. Fails together with `portName`.
   * @default - the first port of the container
   */
  readonly port?: number;
  /**
   * The port by its name in the container.
   * @default - by number
   */
  readonly portName?: string;
  /**
   * The host that is asked.
   * @default - the address of the pod
   */
  readonly host?: string;
}

/** Options of `Probe.http`. */
export interface HttpProbeOptions extends TcpProbeOptions {
  /**
   * The scheme.
   * @default - HTTP
   */
  readonly scheme?: kplus.ConnectionScheme;
  /**
   * Headers of the request.
   * @default - none
   */
  readonly headers?: { [name: string]: string };
}

/** Options of `Probe.grpc`. */
export interface GrpcProbeOptions extends ProbeOptions {
  /**
   * The port by number; gRPC probes know no names.
   * @default - the first port of the container
   */
  readonly port?: number;
  /**
   * The service in the health request.
   * @default - the server as a whole
   */
  readonly service?: string;
}

/**
 * A question to a container, asked again and again: by HTTP (200 to 399 is a success), by opening a TCP connection, by a
 * command in the container (exit code 0), or by the gRPC health protocol.
 * Source: Learn Kubernetes in a Month of Lunches, 12.1 and 12.2.
 */
export class Probe {
  /** A GET request to `path`, which starts with `/`. */
  public static http(path: string, options: HttpProbeOptions = {}): Probe {
    const { scheme, host, headers } = options;
    return new Probe(
      { kind: 'http', path, port: { ...options }, scheme, host, headers: headers && { ...headers } },
      options,
    );
  }

  /** A connection to a port. */
  public static tcp(options: TcpProbeOptions = {}): Probe {
    return new Probe({ kind: 'tcp', port: { ...options }, host: options.host }, options);
  }

  /** A command in the container, without a shell. */
  public static exec(command: string[], options: ProbeOptions = {}): Probe {
    return new Probe({ kind: 'exec', command: Array.isArray(command) ? [...command] : command }, options);
  }

  /** A request of the gRPC health protocol. */
  public static grpc(options: GrpcProbeOptions = {}): Probe {
    return new Probe({ kind: 'grpc', port: { port: options.port }, service: options.service }, options);
  }

  private readonly options: ProbeOptions;

  private constructor(
    private readonly action: Action,
    options: ProbeOptions,
  ) {
    this.options = { ...options };
  }

  /** @internal */
  public _toKube(scope: IConstruct, prop: string, ports: number[]): kplus.k8s.Probe {
    const { successThreshold, failureThreshold, initialDelay, period, timeout } = this.options;
    check(scope, `${prop}.failureThreshold`, failureThreshold, whole(1), 'give 1 or more');
    check(scope, `${prop}.successThreshold`, successThreshold, whole(1), 'give 1 or more');
    if (!prop.endsWith('readiness') && (successThreshold ?? 1) !== 1) {
      throw invalid(scope, `'${prop}.successThreshold' must be 1, got ${successThreshold}`, 'omit it');
    }
    return {
      ...actionSpec(scope, prop, this.action, ports),
      initialDelaySeconds: seconds(scope, `${prop}.initialDelay`, initialDelay, 0),
      periodSeconds: seconds(scope, `${prop}.period`, period, 1),
      timeoutSeconds: seconds(scope, `${prop}.timeout`, timeout, 1),
      successThreshold,
      failureThreshold,
    };
  }
}

import { k8s } from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { invalid, shown } from '../../private/errors';
import { check, headerName, httpPath, portName, portNumber } from '../../private/rules';

/** A port of the container: by number, by name, or its first. */
export interface PortChoice {
  readonly port?: number;
  readonly portName?: string;
}

/** What a probe or a lifecycle hook does. */
export type Action =
  | {
      kind: 'http';
      path: string;
      port: PortChoice;
      scheme?: string;
      host?: string;
      headers?: { [name: string]: string };
    }
  | { kind: 'tcp'; port: PortChoice; host?: string }
  | { kind: 'exec'; command: string[] }
  | { kind: 'grpc'; port: PortChoice; service?: string };

/** The action as Kubernetes spells it; `ports` are those of the container that acts. */
export function actionSpec(
  scope: IConstruct,
  prop: string,
  action: Action,
  ports: number[],
): k8s.Probe & k8s.LifecycleHandler {
  if (action.kind === 'exec') {
    const command = words(scope, `${prop}.command`, action.command);
    if (command === undefined) throw invalid(scope, `'${prop}.command' must not be empty, got []`, 'give a program');
    return { exec: { command } };
  }
  const port = portOf(scope, prop, action.port, ports);
  if (action.kind === 'grpc') {
    if (typeof port === 'string')
      throw invalid(scope, `'${prop}' must name its port by number, got "${port}"`, "use 'port'");
    return { grpc: { port, service: action.service } };
  }
  const target = typeof port === 'number' ? k8s.IntOrString.fromNumber(port) : k8s.IntOrString.fromString(port);
  if (action.kind === 'tcp') return { tcpSocket: { port: target, host: action.host } };
  check(scope, `${prop}.path`, action.path, httpPath, "start it with '/'");
  for (const name of Object.keys(action.headers ?? {})) {
    check(scope, `${prop}.headers`, name, headerName, 'correct the name of the header');
  }
  const headers = Object.entries(action.headers ?? {}).map(([name, value]) => ({ name, value }));
  return {
    httpGet: {
      path: action.path,
      port: target,
      scheme: action.scheme,
      host: action.host,
      httpHeaders: headers.length === 0 ? undefined : headers,
    },
  };
}

function portOf(
  scope: IConstruct,
  prop: string,
  { port, portName: name }: PortChoice,
  ports: number[],
): number | string {
  check(scope, `${prop}.port`, port, portNumber, 'choose a port number');
  check(scope, `${prop}.portName`, name, portName, 'use the name of a container port');
  if (port !== undefined && name !== undefined) {
    throw invalid(scope, `'${prop}' must have one of 'port' and 'portName', got both`, 'omit one of them');
  }
  const choice = name ?? port ?? ports[0];
  if (choice === undefined) {
    throw invalid(
      scope,
      `'${prop}' must have a port, because the container declares none`,
      "give 'port', or add the port to the container",
    );
  }
  return choice;
}

/** The words of a command; nothing when there are none. Fails for a text, which would be taken letter by letter. */
export function words(scope: IConstruct, prop: string, command: string[] | undefined): string[] | undefined {
  if (command !== undefined && !Array.isArray(command)) {
    throw invalid(
      scope,
      `'${prop}' must be a list of words, got ${shown(command)}`,
      "write each word as an item: ['sh', '-c', '...']",
    );
  }
  return command === undefined || command.length === 0 ? undefined : [...command];
}

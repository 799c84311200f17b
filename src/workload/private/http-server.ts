import { check, portName } from '../../private/rules';
import type { ContainerProps } from '../container';
import type { AnswerOptions } from '../text-server';
import { BUSYBOX, escaped, untilTerminated } from './shell';
import { oneLine } from './texts';

/** What a server answers: a script that prints it, and what the script needs. */
export interface Answer {
  readonly script: string;
  readonly env: { [name: string]: string };
  readonly mounts?: ContainerProps['mounts'];
}

/** A container that answers every HTTP request in one way. */
export function httpServer(owner: string, name: string, props: AnswerOptions, answer: Answer): ContainerProps {
  check(owner, 'contentType', props.contentType, oneLine, 'write it in one line');
  return {
    name,
    image: props.image ?? BUSYBOX,
    command: ['sh', '-c', escaped(serveScript(props.port, answer.script, props.logRequests))],
    ports: [{ number: props.port, name: props.portName ?? (portName(name) === undefined ? name : undefined) }],
    env: { CONTENT_TYPE: escaped(props.contentType ?? 'text/plain; charset=utf-8'), ...answer.env },
    mounts: answer.mounts,
    resources: props.resources,
  };
}

/** Reads each request to its empty line, so that the client is not cut off, then answers. */
function serveScript(port: number, answer: string, logRequests = false): string {
  // What it prints goes to the client, so that the log is what it prints as errors.
  const eachLine = logRequests ? 'printf "%s\\n" "$line" >&2' : ':';
  const respond = `export RESPOND='
while read -r line && [ "\${#line}" -gt 1 ]; do ${eachLine}; done
${answer}
'`;
  return untilTerminated(`nc -ll -p ${port} -e sh -c "$RESPOND"`, respond);
}

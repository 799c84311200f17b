import { sentenceOf } from '../../../src/check/private/schema/problem';
import { Schemas } from '../../../src/check/private/schema/schemas';

/** What is wrong with a manifest, one line a problem: rule, pointer, problem and way out. */
export function found(manifest: unknown, target = '1.27', schemas = Schemas.kubernetes()): string[] {
  return schemas
    .problems(manifest, target)
    .map(
      (problem) =>
        `${problem.rule} /${problem.path.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}: ${sentenceOf(problem)}; ${problem.wayOut}`,
    );
}

/** A Pod with these fields in its spec, beside its container. */
export function pod(spec: object): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'web' }], ...spec } };
}

/** A Pod with these fields in its container. */
export function container(fields: object): object {
  return pod({ containers: [{ name: 'web', image: 'nginx:1.27', ...fields }] });
}

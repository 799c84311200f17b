/** A container that any cluster takes. */
export const APP = 'containers: [{ name: app, image: nginx }]';

/** A Pod with a specification in flow style: `containers: [...], hostname: web`. */
export function pod(spec: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: web, labels: { app: web } }\nspec: { ${spec} }`;
}

/** A Pod whose one container has these fields too. */
export function podWith(fields: string, spec = 'restartPolicy: Always'): string {
  return pod(`containers: [{ name: app, image: nginx, ${fields} }], ${spec}`);
}

/** A workload of the apps group whose pods have this specification. */
export function workload(kind: string, spec: string, fields = 'minReadySeconds: 0'): string {
  const template = `{ metadata: { labels: { app: web } }, spec: { ${spec} } }`;
  const selector = '{ matchLabels: { app: web } }';
  return `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: web }\nspec: { selector: ${selector}, ${fields}, template: ${template} }`;
}

/** A pod with one container; what the test is about is given as YAML of the pod's spec, or of the container. */
export function pod({ spec = '', container = '', labels = 'app: web', namespace = '' } = {}): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: web, labels: { ${labels} }${namespace === '' ? '' : `, namespace: ${namespace}`} }
spec:
  restartPolicy: Never
  containers:
    - name: web
      image: nginx:1.30.6
${indented(container, 6)}
${indented(spec, 2)}
`;
}

/** A Service that selects `app: web`. */
export function service({ spec = '', selector = 'app: web', ports = '[{ port: 80 }]', name = 'web' } = {}): string {
  return `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec:
  selector: { ${selector} }
  ports: ${ports}
${indented(spec, 2)}
`;
}

/** Any object, in one line of YAML for each of its fields. */
export function object(apiVersion: string, kind: string, name: string, rest = ''): string {
  return `apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name} }
${rest}
`;
}

/** Several manifests in one text. */
export function all(...manifests: string[]): string {
  return manifests.join('---\n');
}

function indented(text: string, by: number): string {
  return text
    .split('\n')
    .map((line) => `${' '.repeat(by)}${line}`)
    .join('\n');
}

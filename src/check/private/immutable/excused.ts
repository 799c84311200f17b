import { Header } from '../../../declare';
import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { KubeObject } from '../kube-object';

/** Short names as kubectl has them. */
const SHORT: { readonly [name: string]: string } = {
  cm: 'configmap',
  crd: 'customresourcedefinition',
  deploy: 'deployment',
  ds: 'daemonset',
  ksvc: 'service',
  pc: 'priorityclass',
  po: 'pod',
  pv: 'persistentvolume',
  pvc: 'persistentvolumeclaim',
  rs: 'replicaset',
  sc: 'storageclass',
  sts: 'statefulset',
  svc: 'service',
};

/** Whether an object is deleted before its manifest is applied: as the headers say, or as annotations for other tools do. */
export function isDeletedFirst(object: KubeObject, deleteFirst: string[]): boolean {
  const all = [...deleteFirst, ...declaredFor(object.construct)];
  return isReplaced(object) || all.some((name) => isNamed(object, name));
}

/** `statefulset/db`, `sts/db`, `statefulsets.apps/db`. */
function isNamed({ kind, name }: KubeObject, text: string): boolean {
  const [resource = '', ...rest] = text.split('/');
  const [asked = ''] = resource.toLowerCase().split('.');
  const own = kind.toLowerCase();
  const plurals = [own, `${own}s`, `${own}es`, own.replace(/y$/, 'ies')];
  return rest.join('/') === name && (plurals.includes(asked) || SHORT[asked] === own);
}

function declaredFor(construct: IConstruct | undefined): string[] {
  if (construct === undefined) return [];
  const inChart = construct.node.scopes.filter((scope) => Chart.isChart(scope)).at(-1) ?? construct;
  const constructs = [...inChart.node.scopes, ...inChart.node.findAll()];
  return constructs.flatMap((scope) => Header.declaredOn(scope).flatMap(({ deleteFirst = [] }) => deleteFirst));
}

/** Helm and Argo CD delete their hooks; Argo CD and Flux replace what they are told to. */
function isReplaced(object: KubeObject): boolean {
  const { texts } = object.at('metadata', 'annotations');
  return (
    'helm.sh/hook' in texts ||
    'argocd.argoproj.io/hook' in texts ||
    (texts['argocd.argoproj.io/sync-options'] ?? '').includes('Force=true') ||
    texts['kustomize.toolkit.fluxcd.io/force'] === 'enabled'
  );
}

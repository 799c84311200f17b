import type { Change } from './changes';
import { valueAt } from './fields';

const CLUSTER_IP = ['spec', 'clusterIP'];

/** What may not change of a Service. Fields that are left out stay as the API server has set them. */
export function serviceChanges(before: unknown, after: unknown): Change[] {
  const [from, to] = [before, after].map((object) => valueAt(object, ['spec', 'type']) ?? 'ClusterIP');
  if (from === 'ExternalName' || to === 'ExternalName') return [];
  return [
    ...ofAddress(before, after),
    ...ofHeadless(before, after, to),
    ...ofClass(before, after, from, to),
    ...ofFamily(before, after),
  ];
}

function ofAddress(before: unknown, after: unknown): Change[] {
  const [old, now] = [before, after].map((object) => valueAt(object, CLUSTER_IP) ?? '');
  if (now === '' || now === old) return [];
  if (old === '' && now !== 'None') return []; // the address that it has by now may be this one
  const words = old === '' ? 'must stay absent, as the Service has an address' : undefined;
  return [{ path: CLUSTER_IP, ...(words !== undefined && { words }) }];
}

/** A headless Service stays headless when the field is left out, and these types must have an address. */
function ofHeadless(before: unknown, after: unknown, type: unknown): Change[] {
  const isHeadless = valueAt(before, CLUSTER_IP) === 'None' && (valueAt(after, CLUSTER_IP) ?? '') === '';
  if (!isHeadless || (type !== 'NodePort' && type !== 'LoadBalancer')) return [];
  return [{ path: ['spec', 'type'], words: "must stay 'ClusterIP', as the Service is headless" }];
}

function ofClass(before: unknown, after: unknown, from: unknown, to: unknown): Change[] {
  const path = ['spec', 'loadBalancerClass'];
  if (from !== 'LoadBalancer' || to !== 'LoadBalancer') return [];
  return valueAt(before, path) === valueAt(after, path) ? [] : [{ path }];
}

function ofFamily(before: unknown, after: unknown): Change[] {
  const path = ['spec', 'ipFamilies', 0];
  const [old, now] = [valueAt(before, path), valueAt(after, path)];
  if (valueAt(before, CLUSTER_IP) === 'None' || valueAt(after, CLUSTER_IP) === 'None') return [];
  return old === undefined || now === undefined || old === now ? [] : [{ path }];
}

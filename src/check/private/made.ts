import { KubeObject } from './kube-object';

/** An object that a controller makes for another. */
interface Made {
  readonly type: string;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** How many claims and pods of a stateful set are known by name when an autoscaler sets their number. */
const SCALED = 20;
const MOST = 1000;

/** What controllers make for an object, as far as others refer to it by name. */
export function madeBy(object: KubeObject): Made[] {
  const { namespace, name } = object;
  const here = (type: string, ...names: (string | undefined)[]): Made[] =>
    names.flatMap((made) => (made === undefined ? [] : { type, namespace, name: made }));
  switch (object.type) {
    case 'StatefulSet.apps':
      return here('PersistentVolumeClaim', ...claimsOf(object));
    case 'Service':
      return here('Endpoints', name);
    case 'Service.serving.knative.dev':
      return [
        ...here('Service', name),
        ...here('Configuration.serving.knative.dev', name),
        ...here('Route.serving.knative.dev', name),
      ];
    case 'Route.serving.knative.dev':
      return here('Service', name);
    case 'Certificate.cert-manager.io':
      return here('Secret', object.at('spec', 'secretName').text);
    case 'SealedSecret.bitnami.com':
      return here('Secret', object.at('spec', 'template', 'metadata', 'name').text ?? name);
    case 'ExternalSecret.external-secrets.io':
      return here('Secret', object.at('spec', 'target', 'name').text ?? name);
    case 'Ingress.networking.k8s.io':
      return here('Secret', ...certificatesOf(object));
    default:
      return [];
  }
}

function claimsOf(set: KubeObject): string[] {
  const replicas = Math.min(set.at('spec', 'replicas').number ?? SCALED, MOST);
  const start = set.at('spec', 'ordinals', 'start').number ?? 0;
  const templates = set.at('spec', 'volumeClaimTemplates').items.map((claim) => claim.at('metadata', 'name').text);
  return templates.flatMap((template) =>
    Array.from({ length: replicas }, (_, i) => `${template}-${set.name}-${start + i}`),
  );
}

/** cert-manager makes the certificates of an Ingress that names an issuer. */
function certificatesOf(ingress: KubeObject): (string | undefined)[] {
  const issued = Object.keys(ingress.at('metadata', 'annotations').texts).some((key) =>
    /^(cert-manager\.io\/(cluster-)?issuer|kubernetes\.io\/tls-acme)$/.test(key),
  );
  return issued ? ingress.at('spec', 'tls').items.map((tls) => tls.at('secretName').text) : [];
}

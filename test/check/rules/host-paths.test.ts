import { findingsOf } from '../support';
import { complaints, Sound, Wrong } from './cases';
import { pod, workload } from './pods';

/** A container with this mount of a volume of this path. */
function mounted(path: string, mount: string, type = 'null'): string {
  const containers = `containers: [{ name: app, image: nginx, volumeMounts: [{ name: node, ${mount} }] }]`;
  return `${containers}, volumes: [{ name: node, hostPath: { path: ${path}, type: ${type} } }]`;
}

const MOUNT = 'mountPath: /node';
const whole = (path = '/node', place = 'spec.containers[0].volumeMounts[0]'): string =>
  `'${place}' must be read-only, or have a 'subPath': it shows the whole node, where root of the container is root, got ${path}; mount only the directory that is needed`;

describe('node-root', () => {
  test.each<Wrong>([
    ['the root of the node', pod(mounted('/', MOUNT)), '/spec/containers/0/volumeMounts/0', whole()],
    ['the root as a directory', pod(mounted('/', MOUNT, 'Directory')), '/spec/containers/0/volumeMounts/0', whole()],
    ['the root with more slashes', pod(mounted('//.', MOUNT)), '/spec/containers/0/volumeMounts/0', whole()],
    ['the root of the root', pod(mounted('/', `${MOUNT}, subPath: ./`)), '/spec/containers/0/volumeMounts/0', whole()],
    [
      'the root in a DaemonSet',
      workload('DaemonSet', mounted('/', 'mountPath: /host')),
      '/spec/template/spec/containers/0/volumeMounts/0',
      whole('/host', 'spec.template.spec.containers[0].volumeMounts[0]'),
    ],
  ])('finds %s', (_, yaml, pointer, message) => {
    expect(findingsOf('node-root', yaml)).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    ['the root that is only read', pod(mounted('/', `${MOUNT}, readOnly: true`))],
    ['a directory of the root', pod(mounted('/', `${MOUNT}, subPath: var/log`))],
    ['a directory', pod(mounted('/var/log', MOUNT))],
    ['a volume of the pod', pod(mounted('/', MOUNT).replace('hostPath: { path: /, type: null }', 'emptyDir: {}'))],
  ])('takes %s', (_, yaml, target = '1.27') => {
    expect(complaints('node-root', yaml, target)).toEqual([]);
  });
});

const RECREATE = 'strategy: { type: Recreate }';
const ONE = 'mountPath: /data';
const bound = (path: string): string =>
  `'spec.template.spec.volumes[0].hostPath.path' must not keep data of pods that may move to another node, where it is not, got "${path}"; use a claim, or keep the pods on the node with a 'nodeSelector'`;
const PLACE = '/spec/template/spec/volumes/0/hostPath/path';
const set = (spec: string): string => workload('StatefulSet', spec, "serviceName: ''");

describe('node-bound-data', () => {
  test.each<Wrong>([
    ['a Deployment of one pod', workload('Deployment', mounted('/srv/db', ONE), RECREATE), PLACE, bound('/srv/db')],
    ['a StatefulSet', set(mounted('/srv/db', ONE, 'DirectoryOrCreate')), PLACE, bound('/srv/db')],
    ['a part of the directory', set(mounted('/srv', `${ONE}, subPath: db`)), PLACE, bound('/srv')],
    ['a part of the whole node', set(mounted('/', `${ONE}, subPath: srv/db`)), PLACE, bound('/')],
    ['a part for each pod', set(mounted('/srv', `${ONE}, subPathExpr: db`)), PLACE, bound('/srv')],
  ])('finds data of %s', (_, yaml, pointer, message) => {
    expect(findingsOf('node-bound-data', yaml)).toEqual([[pointer, message]]);
  });

  const affinity =
    ', affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: disk, operator: Exists }] }] } } }';

  test.each<Sound>([
    ['a cache of a Deployment', workload('Deployment', mounted('/srv/cache', ONE))],
    ['a DaemonSet', workload('DaemonSet', mounted('/srv/db', ONE))],
    ['a directory that is only read', set(mounted('/srv/db', `${ONE}, readOnly: true`))],
    ['a directory of the system', set(mounted('/var/log', ONE))],
    ['a directory of the system below another', set(mounted('/var', `${ONE}, subPath: log/db`))],
    ['a socket', set(mounted('/srv/app.sock', ONE, 'Socket'))],
    ['pods of one node', set(`${mounted('/srv/db', ONE)}, nodeName: one`)],
    ['pods of labelled nodes', set(`${mounted('/srv/db', ONE)}, nodeSelector: { disk: ssd }`)],
    ['pods that want certain nodes', set(mounted('/srv/db', ONE) + affinity)],
    ['a directory that is not mounted', set(mounted('/srv/db', ONE).replace('{ name: node, mountPath: /data }', ''))],
  ])('takes %s', (_, yaml, target = '1.27') => {
    expect(complaints('node-bound-data', yaml, target)).toEqual([]);
  });
});

import { nearest } from '../../../../private/nearest';
import { Rule as Words } from '../../../../private/rules';
import { Graph } from '../../graph';
import { Place } from '../../place';
import { Container, Pods } from '../../pods';
import { listed, meant, problem, Problem, Rule } from '../../rule';
import { brokenText } from '../../broken';
import { emptyText, repeated, setAmong } from './pod-values';

/** Rules on where containers see the volumes of their pod. */
export const VOLUME_MOUNT_RULES: Rule[] = [
  {
    id: 'missing-volume',
    title: 'a mount of a volume that the pod does not have',
    containerFields: ['volumeMounts', 'volumeDevices'],
    container: (container, pods) => missing(container, pods),
  },
  {
    id: 'volume-mount',
    title: 'a mount that cannot be made',
    containerFields: ['volumeMounts', 'volumeDevices'],
    container: function* ({ place, list }, pods, graph) {
      if (list === 'ephemeralContainers') return;
      for (const mount of place.at('volumeMounts').items) {
        yield* ofMount(mount, place);
        yield* ofVariables(mount.at('subPathExpr'), place);
      }
      yield* ofDevices(place, pods);
      yield* twice(place);
      yield* ofModes(place, pods, graph);
    },
  },
];

const known = new WeakMap<Pods, Map<string, Place>>();

/** The volumes of a pod by name, with those that a stateful set adds for its claims. */
function volumesOf(pods: Pods): Map<string, Place> {
  const before = known.get(pods);
  if (before !== undefined) return before;
  const { spec, owner } = pods;
  const volumes = new Map<string, Place>();
  for (const volume of spec.at('volumes').items) volumes.set(volume.at('name').text ?? '', volume);
  const templates = owner.type === 'StatefulSet.apps' ? owner.at('spec', 'volumeClaimTemplates').items : [];
  for (const claim of templates) volumes.set(claim.at('metadata', 'name').text ?? '', claim);
  known.set(pods, volumes);
  return volumes;
}

function* missing({ place }: Container, pods: Pods): Iterable<Problem> {
  const sources = place.at('env').items.map((variable) => variable.at('valueFrom'));
  const files = sources.filter(({ present }) => present).map((from) => from.at('fileKeyRef', 'volumeName'));
  const mounts = ['volumeMounts', 'volumeDevices'].flatMap((list) =>
    place.at(list).items.map((item) => item.at('name')),
  );
  const volumes = volumesOf(pods);
  const claims = pods.owner.type === 'StatefulSet.apps' ? ' or of its claim templates' : '';
  for (const name of [...mounts, ...files]) {
    if (name.text === undefined || volumes.has(name.text)) continue;
    const names = [...volumes.keys()];
    const words = `must be one of the pod's volumes${claims} (${listed(names)})`;
    yield problem(
      name,
      words,
      meant(nearest(name.text, names), `add it to 'volumes'${claims === '' ? '' : " or 'volumeClaimTemplates'"}`),
    );
  }
}

const BELOW: Words<string> = (value) =>
  value.startsWith('/') || value.split('/').includes('..') ? "must be a relative path without '..'" : undefined;

function* ofMount(mount: Place, container: Place): Iterable<Problem> {
  const [path, expr] = [mount.at('subPath'), mount.at('subPathExpr')];
  yield* emptyText(mount.at('mountPath'), 'write where the container sees it');
  for (const at of [path, expr]) yield* brokenText(at, BELOW, 'write a path below the volume');
  if (path.text && expr.text) yield problem(expr, "must not be set beside 'subPath'", 'remove one of them');
  const propagation = mount.at('mountPropagation');
  if (propagation.text === 'Bidirectional' && container.at('securityContext', 'privileged').flag !== true)
    yield problem(
      propagation,
      'must not be Bidirectional in a container that is not privileged',
      "use 'HostToContainer'",
    );
  const recursive = mount.at('recursiveReadOnly');
  if (recursive.text !== 'Enabled' && recursive.text !== 'IfPossible') return;
  if (mount.at('readOnly').flag !== true)
    yield problem(recursive, "must not be set without 'readOnly: true'", "add 'readOnly: true', or omit it");
  if (propagation.present && propagation.text !== 'None')
    yield problem(recursive, "must not be set beside 'mountPropagation'", 'remove one of them');
}

/** The kubelet does not start a container whose paths need variables that it does not have, or that are empty. */
function* ofVariables(expr: Place, container: Place): Iterable<Problem> {
  if (!expr.present || container.at('envFrom').items.length > 0) return;
  const variables = container
    .at('env')
    .items.filter((item) => item.at('value').text !== '' || item.at('valueFrom').present);
  const names = variables.flatMap((item) => item.at('name').text ?? []);
  for (const [, escaped, name = ''] of (expr.text ?? '').matchAll(/(\$\$)|\$\(([^)]*)\)/g)) {
    if (escaped !== undefined || names.includes(name) || /_(SERVICE_HOST|SERVICE_PORT|PORT)(_|$)/.test(name)) continue;
    const words = `must use variables of the container that are not empty (${listed(names)})`;
    yield problem(expr, words, meant(nearest(name, names), `add ${name} to 'env'`));
  }
}

function* ofDevices(container: Place, pods: Pods): Iterable<Problem> {
  const volumes = volumesOf(pods);
  for (const device of container.at('volumeDevices').items) {
    const path = device.at('devicePath');
    if ((path.text ?? '').split('/').includes('..')) yield problem(path, "must not contain '..'", 'write it without');
    const name = device.at('name');
    const volume = volumes.get(name.text ?? '');
    if (volume === undefined || isClaim(volume)) continue;
    yield problem(name, 'must be a volume of a claim', "mount it with 'volumeMounts', or use a claim of mode Block");
  }
}

function isClaim(volume: Place): boolean {
  return volume.at('spec').present || setAmong(volume, ['persistentVolumeClaim', 'ephemeral']).length > 0;
}

/** What one container has at one path, or in both ways. */
function* twice(container: Place): Iterable<Problem> {
  const mounts = container.at('volumeMounts').items;
  const devices = container.at('volumeDevices').items;
  const paths = [...mounts.map((mount) => mount.at('mountPath')), ...devices.map((device) => device.at('devicePath'))];
  const words = 'must differ from the paths of the other mounts of the container';
  yield* repeated(paths, ({ text }) => text, words, 'mount it at another path, or remove one of them');
  const names = mounts.map((mount) => mount.at('name').text);
  for (const name of devices.map((device) => device.at('name')))
    if (name.text !== undefined && names.includes(name.text))
      yield problem(name, "must not be in 'volumeMounts' too", 'remove one of them');
  const deviceNames = devices.map((device) => device.at('name'));
  yield* repeated(deviceNames, ({ text }) => text, 'must differ from the other devices', 'remove one of them');
}

/** A claim of mode Block is a device, any other one a file system: the kubelet starts no pod that mixes them up. */
function* ofModes(container: Place, pods: Pods, graph: Graph): Iterable<Problem> {
  const volumes = volumesOf(pods);
  for (const [list, device] of [
    ['volumeMounts', false],
    ['volumeDevices', true],
  ] as const) {
    for (const name of container.at(list).items.map((item) => item.at('name'))) {
      const claim = claimOf(volumes.get(name.text ?? ''), pods, graph);
      if (claim === undefined || (claim.at('volumeMode').text === 'Block') === device) continue;
      yield device
        ? problem(name, "must be a claim of 'volumeMode: Block'", "use 'volumeMounts', or change the claim")
        : problem(name, "must not be a claim of 'volumeMode: Block'", "use 'volumeDevices', or change the claim");
    }
  }
}

/** The specification of the claim behind a volume, if the manifests have it. */
function claimOf(volume: Place | undefined, { namespace }: Pods, graph: Graph): Place | undefined {
  if (volume === undefined) return undefined;
  if (volume.at('spec').present) return volume.at('spec');
  const own = volume.at('ephemeral', 'volumeClaimTemplate', 'spec');
  if (own.present) return own;
  const name = volume.at('persistentVolumeClaim', 'claimName').text;
  return name === undefined ? undefined : graph.objectNamed('PersistentVolumeClaim', namespace, name)?.at('spec');
}

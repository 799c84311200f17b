import { declare, samples, storage } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';
import { factsAsFiles, projected } from './sleep-projected';

const { Volume } = storage;
const construct = 'samples.Sleep';
const PRIVILEGED = 'Needs a namespace whose Pod Security level is privileged.';
const node = Volume.hostPath('node-root', '/', { type: storage.HostPathType.DIRECTORY });

/** A pod that shows how long files live, and whose they are: its own, the pod's, the node's, those of other objects. */
export function sleep(chapter: Chapter): void {
  const system = new System(chapter, 'sleep', {
    purpose: 'Where files live: in the container, in the pod, on the node, and in objects and facts shown as files.',
    items: [
      ...['sleep/base', 'sleep/empty-dir', 'sleep/host-path-root', 'sleep/host-path-sub-path', 'sleep/node-shell-use'],
      ...['P1', 'P2', 'P3', 'P4'],
    ],
  });
  const lines = ['A file outside the volumes goes with the container: kubectl exec deploy/sleep -- killall5'];
  new samples.Sleep(new Lesson(system, 'sleep', { section: '5.1', construct, lines }), 'Sleep');

  const emptyDir = new Lesson(system.step('empty-dir'), 'sleep-with-emptydir', {
    section: '5.1, listing 5.1',
    construct,
  });
  new samples.Sleep(emptyDir, 'Sleep', { mounts: [Volume.emptyDir('data').at('/data')] });

  nodeRoot(system);

  const subPath = new Lesson(system.step('host-path-sub-path'), 'sleep-with-hostpath-subpath', {
    section: '5.2, listing 5.4',
    construct,
    lines: [PRIVILEGED],
  });
  const podLogs = node.at('/pod-logs', { subPath: 'var/log/pods' });
  const containerLogs = node.at('/container-logs', { subPath: 'var/log/containers' });
  new samples.Sleep(subPath, 'Sleep', { mounts: [podLogs, containerLogs] });

  factsAsFiles(system);
  projected(system);
}

/** The whole node, for a look at its files, and for the directory that a local volume needs. */
function nodeRoot(system: System): void {
  const lesson = new Lesson(system.step('host-path-root'), 'sleep-with-hostpath', {
    section: '5.2, listing 5.3',
    construct,
    lines: [
      PRIVILEGED,
      'Root of the container is root of the node.',
      'The directory for volume pv01: kubectl exec deploy/sleep -- mkdir -p /node-root/volumes/pv01',
      'What is in it: kubectl exec deploy/sleep -- ls -l /node-root/volumes/pv01',
    ],
  });
  const { deployment } = new samples.Sleep(lesson, 'Sleep', { mounts: [node.at('/node-root')] });
  const reason = 'it shows what a mount of the whole node allows, and makes a directory for a local volume there';
  declare.Acknowledgement.of(deployment, { rule: 'node-root', reason });
}

import { Size } from 'cdk8s';
import { ServiceType } from 'cdk8s-plus-27';
import { batch, declare, network, storage, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

const inferred = 'inferred: names, ports and image.';
const labels = { app: 'nginx' };
const metadata = { name: 'nginx' };
const image = 'nginx:1.17-alpine';
const logs = '/var/log/nginx';

/** The lab: one web server with its logs in the pod, then three with a disk each, and a job that reads the disks. */
export function lab(chapter: Chapter): void {
  const system = new System(chapter, 'lab', {
    purpose: 'Web servers with a disk of logs each, and a job that tells how much each wrote.',
    items: ['lab-08', 'nginx-logs', 'nginx-logs.emptydir', 'disk-calc'],
  });
  const first = new Lesson(system, 'nginx', { section: '8.6', construct: 'workload.Pod', lines: [inferred] });
  const scratch = storage.Volume.emptyDir('logs').at(logs);
  const ports = [{ number: 80, name: 'http' }];
  const pod = new workload.Pod(first, 'Nginx', { metadata, labels, containers: [{ image, ports, mounts: [scratch] }] });
  declare.Acknowledgement.of(pod, { rule: 'bare-pod', reason: 'the lab begins with it, and replaces it' });
  pod.expose({ port: 8088, type: ServiceType.LOAD_BALANCER });

  const second = new Lesson(system.step('statefulset'), 'nginx', {
    section: '8.6',
    construct: 'workload.StatefulSet',
    lines: [
      'inferred: names, ports, image and size.',
      'The pod goes first: those of the StatefulSet take its place behind the Service.',
    ],
  });
  declare.Header.of(second, { deleteFirst: ['pod/nginx'] });
  const disk = storage.Volume.claimTemplate('logs', { storage: Size.mebibytes(20), labels: chapter.labels });
  const set = new workload.StatefulSet(second, 'Nginx', {
    metadata,
    labels,
    replicas: 3,
    service: new network.Service(second, 'Peers', { metadata: { name: 'nginx-peers' }, clusterIP: 'None' }),
    containers: [{ image, ports, mounts: [disk.at(logs)] }],
  });
  set.service.select(set);

  const third = new Lesson(system.step('disk-calc'), 'disk-calc-job', {
    section: '8.6',
    construct: 'batch.Job',
    lines: [
      'inferred: names, image and command.',
      'Disks that one node at a time may mount make this pod wait until all three are on one node.',
    ],
  });
  const mounts = [0, 1, 2].map((ordinal) => {
    const volume = storage.Volume.persistentVolumeClaim(`logs-${ordinal}`, set.claim('logs', ordinal));
    return volume.at(`/logs/nginx-${ordinal}`, { readOnly: true });
  });
  const command = ['sh', '-c', 'du -h /logs/*/access.log'];
  new batch.Job(third, 'DiskCalc', {
    metadata: { name: 'disk-calc' },
    containers: [{ name: 'disk-calc', image: 'kiamol/ch03-sleep', command, mounts }],
  });
}

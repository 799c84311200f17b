import { batch, storage } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

const image = 'kiamol/ch05-pi';

/** Pi once, to 50 places. */
export function piJob(chapter: Chapter): void {
  const system = new System(chapter, 'pi-job', {
    purpose: 'A program that runs to its end, once.',
    items: ['pi-job', 'job-restart-policy', 'job-must-end', 'kind-job'],
  });
  const command = ['dotnet', 'Pi.Web.dll', '-m', 'console', '-dp', '50'];
  new batch.Job(new Lesson(system, 'pi-job', { section: '8.4', construct: 'batch.Job' }), 'Pi', {
    metadata: { name: 'pi-job' },
    containers: [{ name: 'pi', image, command }],
  });
}

/** Pi three times at once, each to a number of places that another container has chosen. */
export function piJobRandom(chapter: Chapter): void {
  const system = new System(chapter, 'pi-job-random', {
    purpose: 'Three runs at once, each with a task that the container before it has fetched.',
    items: ['pi-job-random', 'job-parallel-work', 'init-as-input-provider', 'field-emptydir', 'field-initcontainers'],
  });
  const task = storage.Volume.emptyDir('init');
  const run = 'dotnet Pi.Web.dll -m console -dp $(cat /init/dp)';
  new batch.Job(new Lesson(system, 'pi-job-random', { section: '8.4', construct: 'batch.Job' }), 'Pi', {
    metadata: { name: 'pi-job-random' },
    completions: 3,
    parallelism: 3,
    initContainers: [
      {
        name: 'init-dp',
        image: 'kiamol/ch03-sleep',
        command: ['sh', '-c', 'echo $RANDOM > /init/dp'],
        mounts: [task.at('/init')],
      },
    ],
    containers: [{ name: 'pi', image, command: ['sh', '-c', run], mounts: [task.at('/init', { readOnly: true })] }],
  });
}

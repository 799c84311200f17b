import { samples, storage } from 'cdk8s-patterns';
import { Lesson, LessonProps, System } from '../lesson';
import { todoDbSecret, todoWebConfig } from './todo-config';

const { PodFact, ProjectedSource, Volume } = storage;
const header: LessonProps = {
  section: 'chapter 5',
  construct: 'samples.Sleep',
  lines: ['One of the files of the chapter that the book does not print.'],
};

/** The name of the pod as a file. */
export function factsAsFiles(system: System): void {
  const lesson = new Lesson(system.step('downward-api'), 'sleep-with-downwardapi', header);
  const volume = Volume.downwardApi('podname', { name: PodFact.NAME });
  new samples.Sleep(lesson, 'Sleep', { mounts: [volume.at('/etc/pod')] });
}

/** Files of three sources in one directory, with the objects of the to-do list that hold two of them. */
export function projected(system: System): void {
  const step = system.step('projected');
  const { secret, key } = todoDbSecret(step);
  const files = [
    ProjectedSource.downwardApi({ 'pod.name': PodFact.NAME }),
    ProjectedSource.secret(secret, { items: { [key]: { path: 'postgres.password' } } }),
    ProjectedSource.configMap(todoWebConfig(step), { items: { 'config.json': { path: 'config.json' } } }),
  ];
  new samples.Sleep(new Lesson(step, 'sleep-with-projected', header), 'Sleep', {
    mounts: [Volume.projected('projection', files).at('/etc/projected')],
  });
}

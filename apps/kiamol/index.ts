import { synth } from 'cdk8s-patterns';
import { Construct } from 'constructs';
import { pods } from './ch02';
import { services } from './ch03';
import { configuration } from './ch04';
import { storage } from './ch05';
import { scaling } from './ch06';
import { multipleContainers } from './ch07';
import { dataHeavyApps } from './ch08';
import { Chapter } from './lesson';

/** Learn Kubernetes in a Month of Lunches, a folder for each chapter. */
export function kiamol(app: Construct): void {
  const book = new synth.Folder(app, 'kiamol');
  pods(new Chapter(book, 'ch02'));
  services(new Chapter(book, 'ch03'));
  configuration(new Chapter(book, 'ch04'));
  storage(new Chapter(book, 'ch05'));
  scaling(new Chapter(book, 'ch06'));
  multipleContainers(new Chapter(book, 'ch07'));
  dataHeavyApps(new Chapter(book, 'ch08'));
}

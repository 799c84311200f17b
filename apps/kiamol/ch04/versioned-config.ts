import { config, samples, synth } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

const name = 'todo-web-config';
const lines = ['inferred: the book describes this way of working, and prints no manifest.'];

/** Settings that are another object with each change, made ahead of the release that refers to them. */
export function versionedConfig(chapter: Chapter): void {
  const system = new System(chapter, 'versioned-config', {
    purpose: 'Settings in versions: each is an object of its own, applied before the release that reads it.',
    items: ['p-versioned-config', 'p-dir-layout', 'p-config-before-pod'],
  });
  const quiet = settings(system, 'Warning');
  release(system.step('release'), quiet);
  const verbose = settings(system.step('new-config'), 'Debug');
  release(system.step('new-release'), verbose);
}

function settings(folder: synth.Folder, level: string): config.ConfigMap {
  const lesson = new Lesson(folder, name, { section: '4.5', construct: 'config.ConfigMap.versioned', lines });
  const file = { Logging: { LogLevel: { Default: level } } };
  return config.ConfigMap.versioned(lesson, 'Config', { name, data: { 'config.json': config.JsonFile.text(file) } });
}

function release(folder: synth.Folder, version: config.ConfigMap): void {
  const lesson = new Lesson(folder, 'todo-web', { section: '4.5', construct: 'samples.TodoPages', lines });
  new samples.TodoPages(lesson, 'TodoWeb', { config: version, port: 8080 });
}

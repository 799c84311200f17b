import { config, samples } from 'cdk8s-patterns';
import { Chapter, Lesson, LessonProps, System } from '../lesson';

const page = { ConfigController: { Enabled: true } };
const logging = { Logging: { LogLevel: { 'ToDoList.Pages': 'Debug' } } };
const name = 'todo-web-config-dev';
const pages = (section: string): LessonProps => ({ section, construct: 'samples.TodoPages' });

/** The to-do list of a developer: one pod, with its items in a file of its own. */
export function todoList(chapter: Chapter): void {
  const system = new System(chapter, 'todo-list', {
    purpose: 'Settings in layers: those of the image, then files of a ConfigMap that change while the pod runs.',
    items: [
      ...['todo-web', 'todo-web-config-dev', 'todo-web-config-dev-with-logging', 'todo-web-dev'],
      ...['todo-web-dev-no-logging', 'c-kind-configmap', 'f-volume-configmap', 'f-volume-configmap-items'],
      ...['f-mount-readonly', 'f-configmap-json', 'p-config-hierarchy', 'p-config-volume', 'p-config-volume-items'],
      ...['p-readonly-config', 'p-live-reload', 'p-same-image'],
    ],
  });
  new samples.TodoPages(new Lesson(system, 'todo-web', pages('4.2, listing 4.5')), 'TodoWeb', {
    env: { Logging__LogLevel__Default: 'Warning' },
    port: 8080,
  });

  const dev = system.step('dev');
  const settings = config.ConfigMap.live(new Lesson(dev, name, { section: '4.2, listing 4.6' }), 'Config', {
    metadata: { name },
    data: { 'config.json': config.JsonFile.text(page) },
  });
  const withConfig = new Lesson(dev, 'todo-web-dev', pages('4.2, listing 4.7'));
  new samples.TodoPages(withConfig, 'TodoWeb', { config: settings });

  const withLogging = new Lesson(system.step('dev-with-logging'), 'todo-web-config-dev-with-logging', {
    section: '4.3, listing 4.8',
    lines: ['The pod stays: the new file appears in it within a minute or two, and the pages read it.'],
  });
  const both = config.ConfigMap.live(withLogging, 'Config', {
    metadata: { name },
    data: { 'config.json': config.JsonFile.text(page), 'logging.json': config.JsonFile.text(logging) },
  });

  const noLogging = new Lesson(system.step('dev-no-logging'), 'todo-web-dev-no-logging', pages('4.3, listing 4.10'));
  new samples.TodoPages(noLogging, 'TodoWeb', { config: both, configFiles: ['config.json'] });
}

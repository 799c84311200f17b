import { join } from 'node:path';
import { EnvValue } from 'cdk8s-plus-27';
import { config, declare, samples, synth, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, LessonProps, System } from '../lesson';

const env = { KIAMOL_CHAPTER: '04' };
const pod = (section: string): LessonProps => ({ section, construct: 'samples.Sleep' });

/** A pod that shows its variables, which come from each place that a variable can come from. */
export function sleep(chapter: Chapter): void {
  const system = new System(chapter, 'sleep', {
    purpose: 'The ways to give variables to a container: as text, from a key, from all keys, from a Secret.',
    items: [
      ...['sleep-plain', 'sleep-env', 'sleep-configmap-key', 'sleep-configmap-envfrom', 'sleep-secret-env'],
      ...['sleep-config-literal', 'sleep-config-env-file', 'sleep-secret-literal'],
      ...['f-env-value', 'f-env-valuefrom-configmap', 'f-env-valuefrom-secret', 'f-envfrom-configmap'],
      ...['p-env-literal', 'p-env-from-key', 'p-env-from-all'],
    ],
  });
  new samples.Sleep(new Lesson(system, 'sleep', pod('4.1')), 'Sleep');

  const literal = system.step('env');
  new samples.Sleep(new Lesson(literal, 'sleep-with-env', pod('4.1, listing 4.1')), 'Sleep', { env });

  const fromKey = system.step('config-map-env');
  const oneKey = create(fromKey, 'sleep-config-literal', '4.1', 'configmap', '--from-literal=kiamol.section=4.1');
  const settings = new config.ConfigMap(oneKey, 'Config', {
    metadata: { name: 'sleep-config-literal' },
    data: { 'kiamol.section': '4.1' },
  });
  // The key is no name that a shell could read, so it becomes a variable under another name.
  const envRefs = { KIAMOL_SECTION: EnvValue.fromConfigMap(settings, 'kiamol.section') };
  const withKey = new Lesson(fromKey, 'sleep-with-configmap-env', pod('4.1, listing 4.2'));
  new samples.Sleep(withKey, 'Sleep', { env, envRefs });

  const fromAll = system.step('config-map-env-file');
  const file = create(fromAll, 'sleep-config-env-file', '4.1, listing 4.3', 'configmap', '--from-env-file=ch04.env');
  const all = new config.ConfigMap(file, 'Config', {
    metadata: { name: 'sleep-config-env-file' },
    data: config.EnvFile.read(join(__dirname, 'ch04.env')),
  });
  const withAll = new Lesson(fromAll, 'sleep-with-configmap-env-file', pod('4.1, listing 4.4'));
  const both = new samples.Sleep(withAll, 'Sleep', { env, envRefs, envFrom: [workload.EnvFrom.configMap(all)] });
  declare.Acknowledgement.of(both.deployment, {
    rule: 'duplicate-variable',
    reason: 'the lesson shows that env wins over envFrom',
  });

  const fromSecret = system.step('secret');
  const hidden = create(fromSecret, 'sleep-secret-literal', '4.4', 'secret generic', '--from-literal=secret=shh...');
  const secret = new config.Secret(hidden, 'Secret', {
    metadata: { name: 'sleep-secret-literal' },
    stringData: { secret: 'shh...' },
    type: 'Opaque',
  });
  new samples.Sleep(new Lesson(fromSecret, 'sleep-with-secret', pod('4.4, listing 4.11')), 'Sleep', {
    envRefs: { KIAMOL_SECRET: EnvValue.fromSecretValue({ secret, key: 'secret' }) },
  });
}

/** The manifest of an object that the book makes on the command line. */
function create(step: synth.Folder, id: string, section: string, kind: string, from: string): Lesson {
  return new Lesson(step, id, { section, lines: [`what 'kubectl create ${kind} ${id} ${from}' makes`] });
}

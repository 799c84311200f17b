import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { declare, samples, synth, workload } from 'cdk8s-patterns';
import { Chapter, Lesson, System } from '../lesson';

const BOOK: samples.TimeCheckProps = {
  labels: { app: 'timecheck' },
  helperImage: 'kiamol/ch03-sleep',
  configTool: workload.ConfigTool.JQ,
  rollOnConfigChange: false,
};
const ALONE: samples.TimeCheckProps = { ...BOOK, logAdapter: false, healthAdapter: false, metricsAdapter: false };
const READ_ONLY = 'The ConfigMap is mounted as read-only, which its volume is anyway.';
const COPIED = 'As in the book, the file is only copied from here on: the environment is that of the ConfigMap.';
const LOGGER =
  "The logger prints the log from its first line, also when the file comes late or is replaced; the book's has tail -f.";

/** An old application that becomes a good citizen of its platform, one helper at a time. */
export function timecheck(chapter: Chapter): void {
  const system = new System(chapter, 'timecheck', {
    purpose:
      'An application that knows nothing of Kubernetes gets configuration, logs, health and metrics from helpers.',
    items: [
      ...['timecheck/v1', 'timecheck/v2-config', 'timecheck/v3-logging', 'timecheck/v4-good-citizen'],
      ...['P18', 'P19', 'P20', 'P21', 'P22', 'P23', 'P26'],
    ],
  });
  const first = new Lesson(system, 'timecheck', { section: '7.2', construct: 'samples.TimeCheck' });
  new samples.TimeCheck(first, 'TimeCheck', ALONE);
  const { configMap } = version(system.step('config'), 'timecheck-with-config', '7.2', CONFIG, {
    ...ALONE,
    podLabels: { version: 'v2' },
    settings: { environment: workload.ConfigValue.text('TEST', { variable: 'APP_ENVIRONMENT' }) },
  });
  version(system.step('logging'), 'timecheck-with-logging', '7.3', [COPIED, READ_ONLY, LOGGER], {
    ...BOOK,
    podLabels: { version: 'v3' },
    configMap,
    healthAdapter: false,
    metricsAdapter: false,
  });
  version(system.step('good-citizen'), 'timecheck-good-citizen', '7.3', [COPIED, READ_ONLY, LOGGER, ...SERVERS], {
    ...BOOK,
    podLabels: { version: 'v4' },
    configMap,
    service: {
      type: kplus.ServiceType.CLUSTER_IP,
      ports: [
        { name: 'healthz', port: 8080, targetPort: 8080 },
        { name: 'metrics', port: 8081, targetPort: 8081 },
      ],
    },
  });
}

const CONFIG = [
  'inferred: the environment DEV in the ConfigMap, which the init container overwrites.',
  READ_ONLY,
  'jq reads the file and the variable by itself; the book passes both through the shell.',
];
const SERVERS = [
  'The servers run a script of this library, which reads each request to its end; the metrics say their format, 0.0.4.',
  'Their ports are called healthz and metrics; both are http in the book, of which newer API servers warn.',
];

function version(
  step: synth.Folder,
  id: string,
  section: string,
  lines: string[],
  props: samples.TimeCheckProps,
): samples.TimeCheck {
  const lesson = new Lesson(step, id, { section, construct: 'samples.TimeCheck', lines });
  const made = new samples.TimeCheck(lesson, 'TimeCheck', props);
  const check = workload.RolloutCheck.containersReady(made.deployment, { timeout: Duration.minutes(1) });
  declare.Header.of(lesson, { lines: [`check: ${check}`] });
  return made;
}

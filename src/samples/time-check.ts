import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { seconds } from '../private/duration';
import * as config from '../config';
import * as network from '../network';
import * as storage from '../storage';
import * as workload from '../workload';

/** Settings of `TimeCheck`, which the config adapter merges into its one file. */
export interface TimeCheckSettings {
  /**
   * The version that the application logs.
   * @default '1.1'
   */
  readonly version?: string;
  /**
   * The time between two checks, in whole seconds.
   * @default - 7 seconds
   */
  readonly interval?: Duration;
  /**
   * The environment that the application logs; known when the pod starts, for example a field of the pod.
   * @default - TEST
   */
  readonly environment?: workload.ConfigValue;
}

/** Properties for `TimeCheck`. */
export interface TimeCheckProps {
  /**
   * Settings, through the config adapter.
   * @default - those of the image: version 1.0, environment DEV, every 5 seconds
   */
  readonly settings?: TimeCheckSettings;
  /**
   * Whether the log adapter prints the log file of the application.
   * @default true
   */
  readonly logAdapter?: boolean;
  /**
   * Whether the health adapter answers on port 8080. Its answer is static: it measures nothing.
   * @default true
   */
  readonly healthAdapter?: boolean;
  /**
   * Whether the metrics adapter answers on port 8081. Its answer is static: it measures nothing.
   * @default true
   */
  readonly metricsAdapter?: boolean;
  /**
   * More labels of the pods, such as a version.
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };
  /**
   * The image of the application.
   * @default 'kiamol/ch07-timecheck'
   */
  readonly image?: string;
  /**
   * The name of the application.
   * @default 'timecheck'
   */
  readonly name?: string;
}

/** What the book's metrics adapter says, for ever. */
const METRICS = `# HELP timechecks_total The total number timechecks.
# TYPE timechecks_total counter
timechecks_total 6
`;

/**
 * An old application that writes the time to a log file, reads one configuration file, and knows neither standard output
 * nor health nor metrics: helpers in the same pod give it all four, and its image stays as it is.
 * Source: Learn Kubernetes in a Month of Lunches, 7.2 and 7.3.
 */
export class TimeCheck extends Construct {
  /** The pods. */
  public readonly deployment: workload.Deployment;
  /** How health and metrics are reached, when there is one of them. */
  public readonly service?: network.Service;
  /** The settings, when there are any. */
  public readonly configMap?: config.ConfigMap;

  constructor(scope: Construct, id: string, props: TimeCheckProps = {}) {
    super(scope, id);
    const { name = 'timecheck', logAdapter = true, settings } = props;
    const configDir = storage.Volume.emptyDir('config-dir');
    const logsDir = storage.Volume.emptyDir('logs-dir');
    this.configMap = settings && this.settingsFile(name, settings);
    this.deployment = new workload.Deployment(this, 'Deployment', {
      metadata: { name },
      podLabels: props.podLabels,
      security: workload.PodSecurityLevel.BASELINE,
      rollOnConfigChange: true,
      initContainers: this.configMap && [configAdapter(this.configMap, configDir, settings)],
      containers: [
        {
          name: 'timecheck',
          image: props.image ?? 'kiamol/ch07-timecheck',
          mounts: [
            ...(settings ? [configDir.at('/config', { readOnly: true })] : []),
            ...(logAdapter ? [logsDir.at('/logs')] : []),
          ],
        },
      ],
      sidecars: [
        ...(logAdapter ? [workload.LogAdapter.container({ volume: logsDir, file: 'timecheck.log' })] : []),
        ...textServers(props),
      ],
    });
    if (textServers(props).length > 0) this.service = this.deployment.expose();
  }

  private settingsFile(name: string, settings: TimeCheckSettings): config.ConfigMap {
    const interval = seconds(this, 'settings.interval', settings.interval, 1) ?? 7;
    const content = {
      Application: { Version: settings.version ?? '1.1', Environment: 'DEV' },
      Timer: { IntervalSeconds: String(interval) },
    };
    return new config.ConfigMap(this, 'Config', {
      metadata: { name: `${name}-config` },
      data: { 'appsettings.json': `${JSON.stringify(content, undefined, 2)}\n` },
    });
  }
}

function configAdapter(
  configMap: config.ConfigMap,
  target: storage.Volume,
  settings: TimeCheckSettings | undefined,
): workload.ContainerProps {
  return workload.ConfigAdapter.container({
    source: storage.Volume.configMap('config-map', configMap),
    target,
    file: 'appsettings.json',
    values: { 'Application.Environment': settings?.environment ?? workload.ConfigValue.text('TEST') },
  });
}

function textServers({ healthAdapter = true, metricsAdapter = true }: TimeCheckProps): workload.ContainerProps[] {
  const health = { name: 'healthz', port: 8080, contentType: 'application/json', text: '{"status": "OK"}\n' };
  const metrics = { name: 'metrics', port: 8081, contentType: 'text/plain; version=0.0.4', text: METRICS };
  return [...(healthAdapter ? [health] : []), ...(metricsAdapter ? [metrics] : [])].map((server) =>
    workload.TextServer.container(server),
  );
}

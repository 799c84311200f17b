import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { seconds } from '../private/duration';
import { invalid } from '../private/errors';
import * as config from '../config';
import * as network from '../network';
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
   * A ConfigMap with the settings as they are, in its key `appsettings.json`. Fails together with `settings`.
   * @default - made from `settings`
   */
  readonly configMap?: kplus.IConfigMap;
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
   * How health and metrics are reached. Fails when there is neither.
   * @default - only by pods of the cluster, on their own ports
   */
  readonly service?: workload.ExposeOptions;
  /**
   * Labels by which the pods are found.
   * @default - `app.kubernetes.io/name` with the name
   */
  readonly labels?: { [key: string]: string };
  /**
   * More labels of the pods, such as a version.
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };
  /**
   * Whether the pods are replaced when the settings change.
   * @default true
   */
  readonly rollOnConfigChange?: boolean;
  /**
   * The image of the application.
   * @default 'kiamol/ch07-timecheck'
   */
  readonly image?: string;
  /**
   * An image for all adapters: with `sh`, `cp`, `configTool`, and the `nc` and `tail` of BusyBox.
   * @default - BusyBox, and an image of yq for the config adapter
   */
  readonly helperImage?: string;
  /**
   * What writes the environment into the settings.
   * @default - yq
   */
  readonly configTool?: workload.ConfigTool;
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
  public readonly configMap?: kplus.IConfigMap;

  constructor(scope: Construct, id: string, props: TimeCheckProps = {}) {
    super(scope, id);
    const { name = 'timecheck', settings } = props;
    if (settings !== undefined && props.configMap !== undefined) {
      throw invalid(this, "'settings' must not be given beside 'configMap', got both", 'omit one of them');
    }
    this.configMap = settings === undefined ? props.configMap : this.settingsFile(name, settings);
    const { pods } = new workload.GoodCitizen({
      application: { name: 'timecheck', image: props.image ?? 'kiamol/ch07-timecheck' },
      config: this.configMap && fileOf(this.configMap, props),
      ...adapters(props),
      helperImage: props.helperImage,
    });
    this.deployment = new workload.Deployment(this, 'Deployment', {
      ...pods,
      metadata: { name },
      labels: props.labels,
      podLabels: props.podLabels,
      security: workload.PodSecurityLevel.BASELINE,
      rollOnConfigChange: props.rollOnConfigChange ?? true,
    });
    const { health, metrics } = adapters(props);
    if (health !== undefined || metrics !== undefined) this.service = this.deployment.expose(props.service);
    else if (props.service !== undefined)
      throw invalid(this, "'service' must not be given without health and metrics, got one", 'omit it');
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

/** The file of the application; its environment is set only where the settings are made here. */
function fileOf(
  configMap: kplus.IConfigMap,
  { settings, configTool: tool }: TimeCheckProps,
): workload.GoodCitizenConfig {
  const environment = settings?.environment ?? workload.ConfigValue.text('TEST');
  const values = settings && { 'Application.Environment': environment };
  return { configMap, directory: '/config', file: 'appsettings.json', values, tool };
}

function adapters({ logAdapter = true, healthAdapter = true, metricsAdapter = true }: TimeCheckProps): {
  log?: workload.GoodCitizenLog;
  health?: workload.GoodCitizenAnswer;
  metrics?: workload.GoodCitizenAnswer;
} {
  return {
    log: logAdapter ? { directory: '/logs', file: 'timecheck.log' } : undefined,
    health: healthAdapter ? { text: '{"status": "OK"}\n' } : undefined,
    metrics: metricsAdapter ? { text: METRICS } : undefined,
  };
}

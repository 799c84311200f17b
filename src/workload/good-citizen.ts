import * as kplus from 'cdk8s-plus-27';
import { defined } from '../private/defined';
import { invalid } from '../private/errors';
import * as storage from '../storage';
import { ConfigAdapter, ConfigTool } from './config-adapter';
import { ConfigValue } from './config-value';
import { ContainerProps } from './container';
import { LogAdapter } from './log-adapter';
import { PodProps } from './pod-props';
import { TextServer } from './text-server';

/** The configuration file of an application, made before it starts. */
export interface GoodCitizenConfig {
  /** The name of the file; its ending tells the format. */
  readonly file: string;
  /** The folder in which the application looks for it. It hides what the image has there: it may hold nothing else. */
  readonly directory: string;
  /**
   * The ConfigMap that has the file as a key.
   * @default - an empty file
   */
  readonly configMap?: kplus.IConfigMap;
  /**
   * Values by their place in the file, names joined with dots: `Application.Environment`.
   * @default - the file is copied as it is
   */
  readonly values?: { [place: string]: ConfigValue };
  /**
   * What writes the values.
   * @default ConfigTool.YQ
   */
  readonly tool?: ConfigTool;
}

/** The log file of an application. */
export interface GoodCitizenLog {
  /** The name of the file, or its path below the folder. */
  readonly file: string;
  /** The folder that the application writes its log to. */
  readonly directory: string;
}

/** A fixed answer to HTTP requests. It measures nothing: a placeholder for an application that tells nothing of itself. */
export interface GoodCitizenAnswer {
  /** The body, as it stands. */
  readonly text: string;
  /**
   * The media type.
   * @default - `application/json` of the health, `text/plain; version=0.0.4` of the metrics
   */
  readonly contentType?: string;
  /**
   * The port.
   * @default - 8080 of the health, 8081 of the metrics
   */
  readonly port?: number;
}

/** Properties for `GoodCitizen`. */
export interface GoodCitizenProps {
  /** The application, as its image wants it. */
  readonly application: ContainerProps;
  /**
   * Its configuration file, from a ConfigMap and from what only the cluster knows.
   * @default - that of its image
   */
  readonly config?: GoodCitizenConfig;
  /**
   * Its log file, which the container `logger` prints.
   * @default - it prints its log itself
   */
  readonly log?: GoodCitizenLog;
  /**
   * What the container `healthz` answers.
   * @default - it has none
   */
  readonly health?: GoodCitizenAnswer;
  /**
   * What the container `metrics` answers.
   * @default - it has none
   */
  readonly metrics?: GoodCitizenAnswer;
  /**
   * An image for all helpers: with `sh`, `cp`, the tool of the configuration, and the `nc` and `tail` of BusyBox.
   * @default - BusyBox, and an image of yq for the configuration
   */
  readonly helperImage?: string;
  /**
   * What each helper asks for and may use at most.
   * @default - nothing asked for, no limit
   */
  readonly helperResources?: kplus.ContainerResources;
}

/**
 * An application that knows nothing of Kubernetes, with helpers that give it what a platform asks of all: its
 * configuration from a ConfigMap, its log in `kubectl logs`, an answer to health checks and to scrapers of metrics. Its
 * image stays as it is. Each helper is one more container that starts, stops, and can fail; leave out what the
 * application can do itself. Fails for a configuration of nothing, and for jq without an image that has it.
 * Source: Learn Kubernetes in a Month of Lunches, 7.2 and 7.3.
 *
 * @example
 *
 * const citizen = new workload.GoodCitizen({
 *   application: { image: 'example.com/billing:1.0' },
 *   log: { directory: '/var/log/billing', file: 'billing.log' },
 * });
 * new workload.Deployment(chart, 'Billing', { ...citizen.pods, replicas: 2 });
 */
export class GoodCitizen {
  /** The pods: the application with its mounts, and its helpers. Spread it into the props of a workload. */
  public readonly pods: PodProps;

  constructor(props: GoodCitizenProps) {
    const { application, config, log, health, metrics } = props;
    const helper = { image: props.helperImage, resources: props.helperResources };
    if (config !== undefined) checkConfig(config, props.helperImage);
    const configDir = storage.Volume.emptyDir('config-dir');
    const logsDir = storage.Volume.emptyDir('logs-dir');
    const mounts = [
      ...(application.mounts ?? []),
      ...(config ? [configDir.at(config.directory, { readOnly: true })] : []),
      ...(log ? [logsDir.at(log.directory)] : []),
    ];
    this.pods = {
      initContainers: config && [configAdapter(config, configDir, helper)],
      containers: [{ ...application, mounts }],
      sidecars: [
        ...(log ? [LogAdapter.container({ volume: logsDir, file: log.file, ...helper })] : []),
        ...(health ? [TextServer.container({ ...HEALTH, ...answer(health), ...helper })] : []),
        ...(metrics ? [TextServer.container({ ...METRICS, ...answer(metrics), ...helper })] : []),
      ],
    };
  }
}

const HEALTH = { name: 'healthz', port: 8080, contentType: 'application/json' };
const METRICS = { name: 'metrics', port: 8081, contentType: 'text/plain; version=0.0.4' };

function answer({ text, port, contentType }: GoodCitizenAnswer): { text: string; port?: number; contentType?: string } {
  return { text, ...defined({ port, contentType }) };
}

function checkConfig({ configMap, values, tool }: GoodCitizenConfig, helperImage: string | undefined): void {
  if (configMap === undefined && Object.keys(values ?? {}).length === 0)
    throw invalid('GoodCitizen', "'config' must have a 'configMap' or 'values', got none", 'give one of them');
  if (tool === ConfigTool.JQ && helperImage === undefined)
    throw invalid('GoodCitizen', "'helperImage' must be given with jq, got none", 'name one with sh, cp and jq');
}

function configAdapter(
  config: GoodCitizenConfig,
  target: storage.Volume,
  helper: { image?: string; resources?: kplus.ContainerResources },
): ContainerProps {
  const { file, configMap, values, tool } = config;
  const source = configMap && storage.Volume.configMap('config-map', configMap);
  return ConfigAdapter.container({ source, target, file, values, tool, ...helper });
}

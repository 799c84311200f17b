import * as kplus from 'cdk8s-plus-27';
import { invalid, shown } from '../private/errors';
import { check, configKey } from '../private/rules';
import * as storage from '../storage';
import { ConfigValue } from './config-value';
import { ContainerProps } from './container';
import { jqCommand, PlacedValue, secretFolder, yqCommand } from './private/config-tools';
import { escaped, quoted } from './private/shell';

/** The program with which `ConfigAdapter` writes values into a file. */
export enum ConfigTool {
  /** Version 4 of yq: every format. */
  YQ = 'yq',
  /** Version 1.6 of jq or newer: JSON. */
  JQ = 'jq',
}

/** Properties for `ConfigAdapter.container`. */
export interface ConfigAdapterProps {
  /** The volume that gets the file, best an `emptyDir`; mount the same object where the application looks for its file. */
  readonly target: storage.Volume;
  /** The name of the file in source and target. Its ending tells the format: `.json`, `.yaml`, `.toml`, `.properties` or `.xml`. */
  readonly file: string;
  /**
   * The volume that holds the file to begin with, for example of a ConfigMap.
   * @default - an empty file
   */
  readonly source?: storage.Volume;
  /**
   * Values by their place in the file, names joined with dots: `Application.Environment`.
   * @default - the file is copied as it is
   */
  readonly values?: { [place: string]: ConfigValue };
  /**
   * The name of the container.
   * @default 'init-config'
   */
  readonly name?: string;
  /**
   * What writes the values; it must be in the image.
   * @default ConfigTool.YQ
   */
  readonly tool?: ConfigTool;
  /**
   * An image with `sh`, `cp` and the tool. Must be given with jq.
   * @default 'mikefarah/yq:4.53.6'
   */
  readonly image?: string;
  /**
   * What the container asks for and may use at most.
   * @default - nothing asked for, no limit
   */
  readonly resources?: kplus.ContainerResources;
}

/** The formats that both the adapter and applications know. */
const FORMATS: { [ending: string]: string } = {
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
  properties: 'props',
  xml: 'xml',
};

/**
 * A container that runs before the application and makes its one configuration file: from a file, and from values that
 * only the cluster knows, such as fields of the pod and Secrets. For an application that merges nothing by itself.
 * With values, the tool writes the file anew: numbers lose trailing zeros, and JSON must hold no comments.
 * Source: Learn Kubernetes in a Month of Lunches, 7.2.
 */
export class ConfigAdapter {
  /** The container, for `initContainers`. Fails for an unknown ending, a wrong place, and for nothing to do. */
  public static container(props: ConfigAdapterProps): ContainerProps {
    checkPlaces(Object.entries(props.values ?? {}));
    const values = Object.entries(props.values ?? {}).map(([place, value]) => ({
      place,
      value,
      variable: value._variable(place),
    }));
    const format = checked(props, values);
    const input = props.source && `/config-in/${props.file}`;
    const output = props.tool === ConfigTool.JQ ? jqCommand(values, input) : yqCommand(format, values, input);
    const write = `${output} > ${quoted(`/config-out/${props.file}`)}`;
    const variables = values.flatMap(({ value, variable }) => (value._env ? [[variable, value._env] as const] : []));
    return {
      name: props.name ?? 'init-config',
      image: props.image ?? 'mikefarah/yq:4.53.6',
      command: ['sh', '-c', escaped(values.length === 0 ? copy(props.file) : write)],
      envRefs: Object.fromEntries(variables),
      mounts: [
        ...(props.source ? [props.source.at('/config-in', { readOnly: true })] : []),
        ...values.flatMap(({ value, variable }, i) => secretMount(value._secret, variable, i)),
        props.target.at('/config-out'),
      ],
      resources: props.resources,
    };
  }

  private constructor() {
    // A name for functions, never made.
  }
}

function copy(file: string): string {
  return `cp ${quoted(`/config-in/${file}`)} ${quoted(`/config-out/${file}`)}`;
}

/** The format of the file; fails for props that make no file. */
function checked(props: ConfigAdapterProps, values: PlacedValue[]): string {
  const ending = props.file.includes('.') ? props.file.slice(props.file.lastIndexOf('.') + 1) : '';
  const format = Object.hasOwn(FORMATS, ending) ? FORMATS[ending] : undefined;
  if (format === undefined) {
    const endings = Object.keys(FORMATS).join(', .');
    throw invalid('ConfigAdapter', `'file' must end in .${endings}, got ${shown(props.file)}`, 'rename it');
  }
  check('ConfigAdapter', 'file', props.file, configKey, 'give the name of a file, without a folder');
  if (props.source === undefined && values.length === 0) {
    throw invalid('ConfigAdapter', "'values' must not be empty without a 'source'", 'give one of them');
  }
  if (props.source === props.target) {
    throw invalid('ConfigAdapter', "'source' must not be the volume of 'target', got one for both", 'use two volumes');
  }
  checkTool(props, format);
  if (format === 'xml' && new Set(values.map(({ place }) => place.split('.')[0])).size > 1) {
    throw invalid(
      'ConfigAdapter',
      "'values' must have one root in an XML file, got several",
      'begin each place with the same name',
    );
  }
  const twice = values.find(({ variable }, i) => values.findIndex((other) => other.variable === variable) !== i);
  if (twice !== undefined) {
    const problem = `'values' must differ in more than case and signs, got ${shown(twice.place)}`;
    throw invalid('ConfigAdapter', problem, 'rename one');
  }
  return format;
}

function checkTool({ tool, image, file }: ConfigAdapterProps, format: string): void {
  if (tool !== ConfigTool.JQ) return;
  if (format !== 'json') {
    throw invalid(
      'ConfigAdapter',
      `'tool' must be yq for a file that is no JSON, got ${shown(tool)} for ${shown(file)}`,
      'omit it',
    );
  }
  if (image === undefined) throw invalid('ConfigAdapter', "'image' must be given with jq", 'name one with sh and jq');
}

function checkPlaces(values: [string, ConfigValue][]): void {
  for (const [place, value] of values) {
    if (!(value instanceof ConfigValue)) {
      throw invalid(
        'ConfigAdapter',
        `'values' must be ConfigValues, got ${shown(value)} at ${shown(place)}`,
        'write ConfigValue.text(...)',
      );
    }
    if (place.split('.').some((name) => !/^[\w-]+$/.test(name))) {
      throw invalid(
        'ConfigAdapter',
        `'values' must be placed by names joined with dots, got ${shown(place)}`,
        "write it as 'Application.Environment'",
      );
    }
    const around = values.find(([other]) => place.startsWith(`${other}.`))?.[0];
    if (around !== undefined) {
      throw invalid(
        'ConfigAdapter',
        `'values' must not lie in one another, got ${shown(around)} and ${shown(place)}`,
        'omit one',
      );
    }
  }
}

function secretMount(secret: kplus.SecretValue | undefined, variable: string, i: number): storage.VolumeMount[] {
  if (secret === undefined) return [];
  const place = variable.toLowerCase();
  const name = `secret-${place.replaceAll('_', '-')}`.replace(/-+$/, '');
  const options = { items: { [secret.key]: { path: 'value' } }, defaultMode: 0o444 };
  const volume = storage.Volume.secret(name.length > 63 ? `secret-${i}` : name, secret.secret, options);
  return [volume.at(secretFolder(variable), { readOnly: true })];
}

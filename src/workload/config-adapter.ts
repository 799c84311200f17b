import * as kplus from 'cdk8s-plus-27';
import { invalid, shown } from '../private/errors';
import { check, configKey } from '../private/rules';
import * as storage from '../storage';
import { ConfigValue } from './config-value';
import { ContainerProps } from './container';
import { quoted } from './private/shell';

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
   * An image with `sh` and version 4 of `yq`.
   * @default 'mikefarah/yq:4.53.6'
   */
  readonly image?: string;
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
 * Source: Learn Kubernetes in a Month of Lunches, 7.2.
 */
export class ConfigAdapter {
  /** The container, for `initContainers`. Fails for an unknown ending, a wrong place, and for nothing to do. */
  public static container(props: ConfigAdapterProps): ContainerProps {
    const values = Object.entries(props.values ?? {}).map(([place, value]) => ({
      place,
      value,
      variable: variableOf(place),
    }));
    const format = checked(props, values);
    const assignments = values.map(
      ({ place, value, variable }) => `${path(place)} = ${value._expression(variable, secretFile(variable))}`,
    );
    const words = [
      ...['yq', props.source === undefined ? '-n' : `-p ${format}`, '-o', format],
      quoted(assignments.length === 0 ? '.' : assignments.join(' | ')),
      ...(props.source === undefined ? [] : [quoted(`/config-in/${props.file}`)]),
    ];
    const variables = values.flatMap(({ value, variable }) => (value._env ? [[variable, value._env] as const] : []));
    return {
      name: props.name ?? 'init-config',
      image: props.image ?? 'mikefarah/yq:4.53.6',
      command: ['sh', '-c', `${words.join(' ')} > ${quoted(`/config-out/${props.file}`)}`],
      envRefs: Object.fromEntries(variables),
      mounts: [
        ...(props.source ? [props.source.at('/config-in', { readOnly: true })] : []),
        ...values.flatMap(({ value, variable }) => secretMount(value._secret, variable)),
        props.target.at('/config-out'),
      ],
    };
  }

  private constructor() {
    // A name for functions, never made.
  }
}

/** A value, its place in the file, and the variable that may carry it. */
interface PlacedValue {
  readonly place: string;
  readonly value: ConfigValue;
  readonly variable: string;
}

/** The format of the file; fails for props that make no file. */
function checked(props: ConfigAdapterProps, values: PlacedValue[]): string {
  const format = FORMATS[props.file.split('.').at(-1) ?? ''];
  if (format === undefined) {
    const endings = Object.keys(FORMATS).join(', .');
    throw invalid('ConfigAdapter', `'file' must end in .${endings}, got ${shown(props.file)}`, 'rename it');
  }
  check('ConfigAdapter', 'file', props.file, configKey, 'give the name of a file, without a folder');
  if (props.source === undefined && values.length === 0) {
    throw invalid('ConfigAdapter', "'values' must not be empty without a 'source'", 'give one of them');
  }
  const twice = values.find(({ variable }, i) => values.findIndex((other) => other.variable === variable) !== i);
  if (twice !== undefined) {
    const problem = `'values' must differ in more than case and signs, got ${shown(twice.place)}`;
    throw invalid('ConfigAdapter', problem, 'rename one');
  }
  return format;
}

function variableOf(place: string): string {
  return place.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}

function path(place: string): string {
  const names = place.split('.');
  if (names.some((name) => !/^[\w-]+$/.test(name))) {
    throw invalid(
      'ConfigAdapter',
      `'values' must be placed by names joined with dots, got ${shown(place)}`,
      "write it as 'Application.Environment'",
    );
  }
  return names.map((name) => (/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `.["${name}"]`)).join('');
}

function secretFile(variable: string): string {
  return `/secrets/${variable.toLowerCase()}/value`;
}

function secretMount(secret: kplus.SecretValue | undefined, variable: string): storage.VolumeMount[] {
  if (secret === undefined) return [];
  const name = `secret-${variable.toLowerCase().replaceAll('_', '-')}`.slice(0, 63).replace(/-+$/, '');
  const volume = storage.Volume.secret(name, secret.secret, {
    items: { [secret.key]: { path: 'value' } },
    defaultMode: 0o444,
  });
  return [volume.at(`/secrets/${variable.toLowerCase()}`, { readOnly: true })];
}

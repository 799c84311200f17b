import { Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { data } from 'cdk8s-patterns';
import { at, manifest, newChart } from '../support';

/** Props that are tested with the forms of the servers; all others in one test. */
export type FormProps = Pick<data.PostgresProps, 'labels' | 'podLabels' | 'service' | 'emptyDir' | 'waitImage'>;

/** A key of a Secret that is made elsewhere. */
export function secretValue(scope: Chart, name = 'todo-db-secret', key = 'password'): kplus.SecretValue {
  return { secret: kplus.Secret.fromSecretName(scope, `Secret-${name}-${key}`, name), key };
}

/** Servers named `todo-db`, with the props that matter to the test. */
export function postgres(props: Partial<data.PostgresProps> = {}, scope = newChart()): data.Postgres {
  return new data.Postgres(scope, 'Db', {
    metadata: { name: 'todo-db' },
    password: props.password ?? secretValue(scope),
    storage: props.emptyDir === undefined ? { storage: Size.gibibytes(1) } : undefined,
    ...props,
  });
}

/** A file of a ConfigMap of the servers. */
export function file(server: data.Postgres, configMap: string, name: string): string {
  return String(at(manifest(server, 'ConfigMap', configMap), 'data', name));
}

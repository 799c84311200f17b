import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import * as config from '../../config';
import * as storage from '../../storage';
import * as workload from '../../workload';
import { PostgresImage } from './postgres-image';

/** What the containers of a server read and write. */
export interface PostgresContainersProps {
  readonly contract: PostgresImage;
  readonly database?: string;
  readonly resources?: kplus.ContainerResources;
  readonly storage?: storage.ClaimTemplateOptions;
  readonly emptyDir?: storage.EmptyDirOptions;
  readonly waitImage?: string;
  readonly password: kplus.SecretValue;
  readonly replicationPassword: kplus.SecretValue;
  readonly hosts: config.ConfigMap;
  readonly settings: config.ConfigMap;
  readonly scripts: config.ConfigMap;
}

/** The containers that prepare the data of a server, in their order, and the one that serves it. */
export interface PostgresContainers {
  readonly before: workload.ContainerProps[];
  readonly serve: workload.ContainerProps;
}

/** The password of the superuser, where the containers see it. */
export const PASSWORD_FILE = 'postgres_password';

const POD_NAME = kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME);

/** The containers of each server. */
export function postgresContainers(port: number, props: PostgresContainersProps): PostgresContainers {
  const { contract, hosts, resources } = props;
  const { scripts, settings, secrets, credentials, data } = volumes(props);
  const both = {
    image: contract.image,
    envFrom: [workload.EnvFrom.configMap(hosts)],
    envRefs: { POD_NAME },
    resources,
  };
  const initialize = {
    ...both,
    name: 'initialize-replication',
    command: ['/scripts/initialize-replication.sh'],
    env: { PGDATA: contract.pgdata },
    mounts: [scripts.at('/scripts', { readOnly: true }), secrets, credentials, data],
  };
  const wait = props.waitImage === undefined ? [] : [waitFor(props, props.waitImage, scripts, data)];
  return {
    before: [...wait, initialize],
    serve: {
      ...both,
      name: 'db',
      // From 12 on the name of the cluster is the name under which the primary lists a standby.
      args: ['postgres', '-c', 'config_file=/etc/postgresql/postgresql.conf', '-c', 'cluster_name=$(POD_NAME)'],
      ports: [{ number: port, name: 'postgres' }],
      env: serverEnv(props),
      readiness: readiness(),
      mounts: [
        settings.at('/etc/postgresql', { readOnly: true }),
        scripts.at(`/docker-entrypoint-initdb.d/${CREATE_USER}`, { subPath: CREATE_USER, readOnly: true }),
        secrets,
        { ...credentials, readOnly: true },
        data,
      ],
    },
  };
}

/** Sees the data, so that a standby that has some starts without its primary. */
function waitFor(
  { contract, hosts }: PostgresContainersProps,
  image: string,
  scripts: storage.Volume,
  data: storage.VolumeMount,
): workload.ContainerProps {
  return {
    name: 'wait-service',
    image,
    command: ['/scripts/wait-service.sh'],
    envFrom: [workload.EnvFrom.configMap(hosts)],
    env: { PGDATA: contract.pgdata },
    mounts: [scripts.at('/scripts', { readOnly: true }), { ...data, readOnly: true }],
  };
}

const CREATE_USER = 'create-replica-user.sh';

function volumes({
  contract,
  scripts,
  settings,
  password,
  replicationPassword,
  storage: claim,
  emptyDir,
}: PostgresContainersProps) {
  const { Volume } = storage;
  const data = claim === undefined ? Volume.emptyDir('data', emptyDir) : Volume.claimTemplate('data', claim);
  const passwords = { [PASSWORD_FILE]: password, replication_password: replicationPassword };
  return {
    scripts: Volume.configMap('scripts', scripts, { defaultMode: 0o555 }),
    settings: Volume.configMap('config', settings),
    secrets: Volume.secretValues('secrets', passwords, { defaultMode: 0o440 }).at('/secrets', { readOnly: true }),
    credentials: Volume.emptyDir('credentials', { medium: kplus.EmptyDirMedium.MEMORY }).at('/credentials'),
    data: data.at(contract.mountPath),
  };
}

function serverEnv({ contract, database }: PostgresContainersProps): { [name: string]: string } {
  return {
    PGDATA: contract.pgdata,
    // Not POSTGRES_PASSWORD_FILE, from which the image exports the password into the environment of the server. Its check
    // for a password wants this instead; it ends up in a pg_hba.conf that ours takes the place of.
    POSTGRES_HOST_AUTH_METHOD: 'trust',
    POSTGRES_INITDB_ARGS: initdbArgs(contract.major),
    ...(database === undefined ? {} : { POSTGRES_DB: database }),
  };
}

/** Before 14, initdb would keep the password of the superuser in a form that pg_hba.conf refuses. */
function initdbArgs(major: number): string {
  return `--pwfile=/secrets/${PASSWORD_FILE}${major >= 14 ? '' : ' --auth-host=scram-sha-256'}`;
}

/** By TCP: while the image initializes the data, its server answers on the socket only. */
function readiness(): workload.Probe {
  const options = { period: Duration.seconds(5), timeout: Duration.seconds(3) };
  return workload.Probe.exec(['pg_isready', '--host', '127.0.0.1'], options);
}

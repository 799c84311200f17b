import * as kplus from 'cdk8s-plus-27';
import { invalid, shown } from '../private/errors';
import { absolutePath, check } from '../private/rules';
import * as storage from '../storage';
import * as workload from '../workload';

/** Properties for `PostgresContainer.container`. */
export interface PostgresContainerProps {
  /** An image that keeps the contract of the official one: its variables, and root as its first user. */
  readonly image: string;
  /** The password of the superuser `postgres`, which counts when the data is first made. */
  readonly password: kplus.SecretValue;
  /**
   * The volume of the data, whose root must be empty at first. A disk that has `lost+found` there needs `PGDATA` too, a
   * folder below `dataPath`, in the `env` of what this makes.
   * @default - none: the data goes with the container
   */
  readonly data?: storage.Volume;
  /**
   * Where the image keeps its data. Fails without `data`, and when it is omitted for a volume and the tag does not begin
   * with the major version.
   * @default - '/var/lib/postgresql/data', from version 18 on '/var/lib/postgresql'
   */
  readonly dataPath?: string;
  /**
   * The name of the container.
   * @default 'db'
   */
  readonly name?: string;
  /**
   * What the container asks for and may use at most.
   * @default - nothing asked for, no limit
   */
  readonly resources?: kplus.ContainerResources;
}

const DIRECTORY = '/secrets';
const FILE = 'postgres_password';

/**
 * The container of one Postgres server as its image runs it, in a pod of any kind: without standbys, probes or security
 * settings, and with the password as a file that only root may read. `Postgres` is the server for more than a try.
 * Source: Learn Kubernetes in a Month of Lunches, 4.4, 5.3 and 8.1.
 */
export class PostgresContainer {
  /** The container, with the Secret as its volume `secret`. */
  public static container(props: PostgresContainerProps): workload.ContainerProps {
    const { image, name = 'db', password, data, dataPath, resources } = props;
    if (dataPath !== undefined && data === undefined) {
      const problem = `'dataPath' must be that of a volume, got ${shown(dataPath)}`;
      throw invalid('PostgresContainer', problem, "give 'data' too");
    }
    const items = { [password.key]: { path: FILE } };
    const secret = storage.Volume.secret('secret', password.secret, { items, defaultMode: 0o400 });
    return {
      name,
      image,
      // The image reads a variable that ends in _FILE from that file, as root, before it becomes the user postgres.
      env: { POSTGRES_PASSWORD_FILE: `${DIRECTORY}/${FILE}` },
      mounts: [secret.at(DIRECTORY), ...(data === undefined ? [] : [data.at(dataPathOf(props))])],
      resources,
    };
  }

  private constructor() {
    // A name for functions, never made.
  }
}

function dataPathOf({ image, dataPath }: PostgresContainerProps): string {
  check('PostgresContainer', 'dataPath', dataPath, absolutePath, 'write it from the root');
  const major = /^(?:.*\/)?[^:/]+:(\d+)[^/]*$/.exec(image.replace(/@.*/, ''))?.[1];
  if (dataPath === undefined && major === undefined) {
    const problem = `'dataPath' must be given for an image whose tag does not begin with its version, got ${shown(image)}`;
    throw invalid('PostgresContainer', problem, 'give it, such as /var/lib/postgresql/data');
  }
  return dataPath ?? (Number(major) >= 18 ? '/var/lib/postgresql' : '/var/lib/postgresql/data');
}

import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import * as config from '../config';
import * as data from '../data';
import * as storage from '../storage';
import { TodoWeb, TodoWebMode } from './todo-web';

/** Backups of the database of `TodoList`. */
export interface TodoListBackup {
  /**
   * When: five fields, or a macro such as `@daily`.
   * @default '@daily'
   */
  readonly schedule?: string;
  /**
   * The claim that keeps the dumps.
   * @default - 1 GiB of the default class
   */
  readonly storage?: storage.ClaimOptions;
  /**
   * How many whole days a dump is kept.
   * @default - 7 days
   */
  readonly keep?: Duration;
  /**
   * Whether no new backups start.
   * @default false
   */
  readonly suspend?: boolean;
}

/** Properties for `TodoList`. */
export interface TodoListProps {
  /** The password of the database: a key of a Secret that the caller makes, or that exists. */
  readonly password: kplus.SecretValue;
  /**
   * The number of database servers: one primary, the rest standbys.
   * @default 2
   */
  readonly databaseReplicas?: number;
  /**
   * The claim of each database server.
   * @default - 1 GiB of the default class
   */
  readonly storage?: storage.ClaimTemplateOptions;
  /**
   * The image of the database.
   * @default - that of `data.Postgres`
   */
  readonly databaseImage?: string;
  /**
   * The number of the first database server that an update of the image reaches.
   * @default - all are updated, the primary last
   */
  readonly databasePartition?: number;
  /**
   * What the main pages can do; `READ_ONLY` keeps the list readable while something is wrong with the primary.
   * @default TodoWebMode.READ_WRITE
   */
  readonly mode?: TodoWebMode;
  /**
   * The number of pods of the main pages.
   * @default 1
   */
  readonly webReplicas?: number;
  /**
   * The port of the main pages.
   * @default 8081
   */
  readonly port?: number;
  /**
   * The port of more pages, which only read, from the first standby.
   * @default - 8082 with two database servers or more, else no such pages
   */
  readonly readOnlyPort?: number;
  /**
   * The number of pods of these pages. Fails without them.
   * @default 1
   */
  readonly readOnlyReplicas?: number;
  /**
   * Who can reach the pages.
   * @default - LoadBalancer
   */
  readonly type?: kplus.ServiceType;
  /**
   * Backups of the database.
   * @default - none
   */
  readonly backup?: TodoListBackup;
  /**
   * The image of the pages.
   * @default 'kiamol/ch04-todo-list'
   */
  readonly webImage?: string;
  /**
   * The name of the application: its parts are `<name>-web`, `<name>-db` and so on.
   * @default 'todo'
   */
  readonly name?: string;
}

const DATABASE = 'todo';

/**
 * A to-do list on a replicated Postgres: pages that write to the primary, pages that read from a standby, and backups.
 * Source: Learn Kubernetes in a Month of Lunches, 8.1 to 8.4.
 */
export class TodoList extends Construct {
  /** The database servers. */
  public readonly database: data.Postgres;
  /** The main pages. */
  public readonly web: TodoWeb;
  /** The pages that only read, when there are any. */
  public readonly readOnlyWeb?: TodoWeb;
  /** The backups, when there are any. */
  public readonly backup?: data.PostgresBackup;

  constructor(scope: Construct, id: string, props: TodoListProps) {
    super(scope, id);
    const { name = 'todo', databaseReplicas = 2, mode = TodoWebMode.READ_WRITE } = props;
    this.database = new data.Postgres(this, 'Database', {
      metadata: { name: `${name}-db` },
      password: props.password,
      database: DATABASE,
      replicas: databaseReplicas,
      image: props.databaseImage,
      partition: props.databasePartition,
      storage: props.storage ?? { storage: Size.gibibytes(1) },
    });
    const settings = new config.ConfigMap(this, 'WebConfig', {
      metadata: { name: `${name}-web-config` },
      data: { 'config.json': `${JSON.stringify({ Database: { Provider: 'Postgres' } }, undefined, 2)}\n` },
    });
    const shared = { server: this.database, database: DATABASE, settings, type: props.type, image: props.webImage };
    this.web = new TodoWeb(this, 'Web', {
      ...shared,
      metadata: { name: `${name}-web` },
      mode,
      replicas: props.webReplicas,
      port: props.port ?? 8081,
    });
    const { readOnlyPort, readOnlyReplicas } = props;
    if (readOnlyPort !== undefined || readOnlyReplicas !== undefined || databaseReplicas > 1) {
      this.readOnlyWeb = new TodoWeb(this, 'ReadOnlyWeb', {
        ...shared,
        metadata: { name: `${name}-web-readonly` },
        mode: TodoWebMode.READ_ONLY,
        replicas: readOnlyReplicas,
        port: readOnlyPort ?? 8082,
      });
    }
    this.backup = props.backup && this.backups(props.backup, name);
  }

  private backups(backup: TodoListBackup, name: string): data.PostgresBackup {
    return new data.PostgresBackup(this, 'Backup', {
      ...backup,
      metadata: { name: `${name}-db-backup` },
      server: this.database,
      database: DATABASE,
      schedule: backup.schedule ?? '@daily',
      storage: backup.storage ?? { storage: Size.gibibytes(1) },
    });
  }
}

import { Chart } from 'cdk8s';
import { config, declare, samples, secure, workload } from 'cdk8s-patterns';
import { Construct } from 'constructs';

/** The to-do list: a primary, a standby, pages on each, and a backup every night. */
export class TodoListChart extends Chart {
  constructor(scope: Construct) {
    super(scope, 'todo-list', { namespace: 'todo-list', disableResourceNameHashes: true });
    declare.Header.of(this, {
      source: 'Learn Kubernetes in a Month of Lunches, 8.1 to 8.4',
      construct: 'samples.TodoList',
      lines: ['The password in the Secret is for learning: write your own, or refer to a Secret that exists.'],
    });
    new secure.Namespace(this, 'Namespace', { enforce: workload.PodSecurityLevel.BASELINE });
    const secret = new config.Secret(this, 'Secret', {
      metadata: { name: 'todo-db-secret' },
      stringData: { POSTGRES_PASSWORD: 'kiamol-2*2*' },
    });
    new samples.TodoList(this, 'TodoList', { password: { secret, key: 'POSTGRES_PASSWORD' }, backup: {} });
  }
}

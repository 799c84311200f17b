import { Graph } from '../../graph';
import { Place } from '../../place';
import { Container, Pods } from '../../pods';
import { doubt, Problem, Rule } from '../../rule';
import { Selector } from '../../selector';
import { valuesOf } from './config';
import { connectionsIn } from './connection-strings';
import { ContainerVariables } from './container-variables';

/** Rules on credentials that two objects must share. */
export const CREDENTIAL_MISMATCH_RULES: Rule[] = [
  {
    id: 'credential-mismatch',
    title: 'a connection string whose password is not that of the database',
    kinds: ['ConfigMap', 'Secret'],
    object: function* (object, graph) {
      if (object.kind === 'ConfigMap' && !object.at('binaryData').present) {
        for (const [, value] of object.at('data').members)
          yield* mismatches(value.text ?? '', value, object.namespace ?? '', graph);
        return;
      }
      for (const [key, bytes] of valuesOf(object)) {
        const fields = ['stringData', 'data', 'binaryData'].map((field) => object.at(field, key));
        const place = fields.find(({ present }) => present) ?? object.root;
        yield* mismatches(bytes?.toString() ?? '', place, object.namespace ?? '', graph);
      }
    },
    containerFields: ['env'],
    container: function* ({ place }, { namespace }, graph) {
      for (const value of place.at('env').items.map((variable) => variable.at('value')))
        yield* mismatches(value.text ?? '', value, namespace, graph);
    },
  },
];

/** The variables with which official images make an account: its password, and its name or the variable of it. */
const ACCOUNTS = [
  { password: 'POSTGRES_PASSWORD', variable: 'POSTGRES_USER', user: 'postgres' },
  { password: 'MYSQL_ROOT_PASSWORD', user: 'root' },
  { password: 'MYSQL_PASSWORD', variable: 'MYSQL_USER' },
  { password: 'MARIADB_ROOT_PASSWORD', user: 'root' },
  { password: 'MARIADB_PASSWORD', variable: 'MARIADB_USER' },
  { password: 'MONGO_INITDB_ROOT_PASSWORD', variable: 'MONGO_INITDB_ROOT_USERNAME' },
];

function* mismatches(text: string, place: Place, namespace: string, graph: Graph): Iterable<Problem> {
  if (!/password|pwd|:\/\//i.test(text)) return;
  for (const { host, user, password } of connectionsIn(text)) {
    if (user === undefined) continue;
    for (const { pods, container } of serversAt(host, namespace, graph)) {
      const known = passwordOf(user, new ContainerVariables(container, pods, graph));
      if (known === undefined || known === password) continue;
      const words = `must have the password that user ${user} has in ${pods.owner.title}, to which ${host} leads`;
      yield doubt(place, words, 'give both the same value, best from one Secret', 'another one');
    }
  }
}

/** The containers behind a name of DNS, if a Service of the manifests has it. */
function* serversAt(host: string, namespace: string, graph: Graph): Iterable<{ pods: Pods; container: Container }> {
  const names = host.split('.');
  // A pod of a StatefulSet has a name of its own before that of the Service.
  for (const [name, space = namespace] of [names, names.slice(1)]) {
    const service = name === undefined ? undefined : graph.objectNamed('Service', space, name);
    const selector = service && Selector.labels(service.at('spec', 'selector'));
    if (service === undefined || selector === undefined || selector.empty) continue;
    for (const pods of graph.selected(service.namespace ?? '', selector))
      for (const container of pods.running) yield { pods, container };
    return;
  }
}

function passwordOf(user: string, variables: ContainerVariables): string | undefined {
  for (const account of ACCOUNTS) {
    const name = (account.variable && variables.value(account.variable)) ?? account.user;
    if (name === user) return variables.value(account.password);
  }
  return undefined;
}

import { Place } from '../../place';
import { Container, Pods } from '../../pods';
import { doubt, listed, Problem, Rule } from '../../rule';
import { isEmptyDir } from './mounted-paths';

/** Rules on containers beside each other in one pod. */
export const NEIGHBOUR_RULES: Rule[] = [
  {
    id: 'local-proxy',
    title: 'a proxy on localhost where no container of the pod listens',
    containerFields: ['env'],
    container: (container, pods) => proxies(container, pods),
  },
  {
    id: 'one-component',
    title: 'a database and an application in one pod',
    pods: (pods) => components(pods),
  },
];

const PROXY = /^(https?|all)_proxy$/i;
const LOCAL = /^(?:\w+:\/\/)?(?:[^@/]*@)?(?:localhost|127\.0\.0\.1|\[::1\]):(\d+)\/?$/;

function* proxies({ place, list, name }: Container, pods: Pods): Iterable<Problem> {
  if (list === 'ephemeralContainers' || pods.spec.at('hostNetwork').flag === true) return;
  for (const variable of place.at('env').items) {
    const value = variable.at('value');
    const [, port] = PROXY.test(variable.at('name').text ?? '') ? (LOCAL.exec(value.text ?? '') ?? []) : [];
    if (port === undefined || mayListen(port, name, pods)) continue;
    const others = pods.running.filter((other) => other.name !== name);
    const known = others.flatMap((other) => portsOf(other).map((number) => `${other.name} ${number}`));
    const words = `must be a port on which another container of the pod listens (${listed(known)})`;
    yield doubt(value, words, 'correct the port, or declare it in the container of the proxy');
  }
}

/** Whether another container listens on a port, or may do so without a word of it in its fields. */
function mayListen(port: string, name: string, pods: Pods): boolean {
  const others = pods.running.filter((other) => other.name !== name);
  return others.some((other) => {
    const ports = portsOf(other);
    return ports.length === 0 || ports.includes(port) || mentions(other, port) || readsFiles(other, pods);
  });
}

/** A file of settings, such as that of a proxy, may name more ports. */
function readsFiles({ place }: Container, pods: Pods): boolean {
  const volumes = place.at('volumeMounts').items.flatMap((mount) => mount.at('name').text ?? []);
  return place.at('envFrom').items.length > 0 || volumes.some((volume) => !isEmptyDir(volume, pods));
}

const LISTENS = /^port$|(proxy|listen).*port$/i;

/** The ports that a container declares, and those that its variables name: `Proxy__Port: "1080"`. */
function portsOf({ place, ports }: Container): string[] {
  const declared = ports.flatMap((port) => port.at('containerPort').number ?? []).map(String);
  const variables = place.at('env').items.filter((item) => LISTENS.test(item.at('name').text ?? ''));
  const named = variables.flatMap((item) => item.at('value').text ?? []).filter((text) => /^\d{2,5}$/.test(text));
  return [...new Set([...declared, ...named])];
}

function mentions({ place }: Container, port: string): boolean {
  const words = [...place.at('command').items, ...place.at('args').items];
  const values = place.at('env').items.map((item) => item.at('value'));
  return [...words, ...values].some(({ text }) => new RegExp(`(^|\\D)${port}(\\D|$)`).test(text ?? ''));
}

/** Images of servers that keep data, and of applications that people open; their official and common names. */
const DATABASES = /^(mysql|mariadb|percona|postgres|postgresql|mongo|mongodb|mysql-server)$/;
const APPLICATIONS =
  /^(wordpress|drupal|joomla|ghost|nextcloud|owncloud|mediawiki|matomo|moodle|redmine|gitea|keycloak|tomcat|php)$/;

/** They would be scaled, updated and lost together: each replica of the application had a database of its own. */
function* components({ running, owner }: Pods): Iterable<Problem> {
  // Pods that end, of tests for example, may well have a database of their own.
  if (owner.group !== 'apps') return;
  const database = running.find(({ place }) => DATABASES.test(nameOf(place)));
  const application = running.find(({ place }) => APPLICATIONS.test(nameOf(place)));
  if (database === undefined || application === undefined) return;
  const words = `must not share the pod of ${application.name}: neither could be scaled, updated or restarted alone`;
  yield doubt(database.place.at('image'), words, 'give the database a workload and a Service of its own');
}

/** The last part of the name of an image, without tag and digest. */
function nameOf(container: Place): string {
  const last = (container.at('image').text ?? '').split('/').at(-1) ?? '';
  return last.replace(/[:@].*$/, '');
}

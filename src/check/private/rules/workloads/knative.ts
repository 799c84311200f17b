import { serviceName, whole } from '../../../../private/rules';
import { Graph } from '../../graph';
import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { doubt, meant, problem, Problem, Rule } from '../../rule';
import { brokenNumber, brokenText } from '../../broken';
import { repeated } from '../pods/pod-values';
import { nearest } from '../../../../private/nearest';

const GROUP = 'serving.knative.dev';
const SERVICE = `Service.${GROUP}`;
const REVISION = `Revision.${GROUP}`;
const TRAFFIC = [SERVICE, `Route.${GROUP}`];

/** Rules on how Knative sends traffic to revisions. */
export const KNATIVE_RULES: Rule[] = [
  {
    id: 'knative-traffic',
    title: 'traffic of Knative that its webhook refuses',
    kinds: TRAFFIC,
    object: function* (object) {
      yield* brokenText(object.at('metadata', 'name'), serviceName, 'rename it');
      yield* traffic(object);
    },
  },
  {
    id: 'missing-revision',
    title: 'traffic to a revision or configuration that is neither in the manifests nor declared to exist',
    kinds: TRAFFIC,
    object: (object, graph) => missing(object, graph),
  },
];

function targetsOf(object: KubeObject): readonly Place[] {
  return object.at('spec', 'traffic').items;
}

function* traffic(object: KubeObject): Iterable<Problem> {
  const list = object.at('spec', 'traffic');
  const targets = list.items;
  if (object.type === SERVICE && targets.length === 0) return;
  for (const target of targets) {
    yield* brokenNumber(target.at('percent'), whole(0, 100), 'give whole percents');
    yield* brokenText(target.at('tag'), serviceName, 'choose another tag');
    if (target.at('url').present) yield problem(target.at('url'), 'must be absent: Knative sets it', 'omit it');
    yield* object.type === SERVICE ? ofService(target) : ofRoute(target);
  }
  const words = 'must be the tag of one target only';
  yield* repeated(
    targets,
    (target) => target.at('tag').text,
    words,
    'rename one of them',
    (target) => target.at('tag'),
  );
  const percents = targets.map((target) => target.at('percent').number ?? 0);
  const sum = percents.reduce((all, percent) => all + percent, 0);
  if (sum !== 100)
    yield problem(list, 'must make 100 percent', 'change the percents', percents.join(' + ') || 'no targets');
}

/** The latest revision is the one without a name. */
function* ofService(target: Place): Iterable<Problem> {
  if (target.at('configurationName').text)
    yield problem(target.at('configurationName'), 'must be absent in a Service, which has its own', 'omit it');
  yield* latest(target);
}

function* ofRoute(target: Place): Iterable<Problem> {
  const [revision, configuration] = [target.at('revisionName'), target.at('configurationName')];
  const given = [revision, configuration].filter(({ text = '' }) => text !== '');
  if (given.length === 2) yield problem(configuration, "must be absent beside 'revisionName'", 'omit one of them');
  if (given.length === 0) yield problem(target, "must have 'revisionName' or 'configurationName'", 'add one of them');
  yield* latest(target);
}

function* latest(target: Place): Iterable<Problem> {
  const flag = target.at('latestRevision');
  const named = (target.at('revisionName').text ?? '') !== '';
  if (flag.flag === undefined || flag.flag !== named) return;
  const words = named ? "must not be true beside 'revisionName'" : "must not be false without 'revisionName'";
  yield problem(flag, words, 'omit it');
}

/** Revisions of earlier applies are in the cluster alone. */
function* missing(object: KubeObject, graph: Graph): Iterable<Problem> {
  const namespace = object.namespace ?? '';
  const names = revisionNames(namespace, graph);
  for (const target of targetsOf(object)) {
    const [revision, configuration] = [target.at('revisionName'), target.at('configurationName')];
    const name = revision.text ?? '';
    if (name !== '' && !names.has(name) && graph.find(REVISION, namespace, name, object) === undefined) {
      const wayOut = meant(nearest(name, [...names]), 'correct it, or declare the revision of an earlier apply');
      yield doubt(
        revision,
        `must name a Revision in namespace ${namespace} that the manifests make, or that is declared`,
        wayOut,
      );
    }
    const made = configuration.text ?? '';
    const type = `Configuration.${GROUP}`;
    if (made === '' || graph.find(type, namespace, made, object) !== undefined) continue;
    const near = graph.nearestName(type, namespace, made) ?? graph.nearestName(SERVICE, namespace, made);
    const words = 'must name a Configuration, or a Service, that is in the manifests or declared';
    yield doubt(configuration, words, meant(near, 'correct it, or declare it'));
  }
}

/** The revisions that the Services and Configurations of a namespace make: named by their templates, or the first. */
function revisionNames(namespace: string, graph: Graph): Set<string> {
  const makers = [SERVICE, `Configuration.${GROUP}`].flatMap((type) => graph.objectsOf(type, namespace));
  return new Set(makers.map((maker) => maker.at('spec', 'template', 'metadata', 'name').text ?? `${maker.name}-00001`));
}

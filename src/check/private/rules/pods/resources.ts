import { labelKey } from '../../../../private/rules';
import { nearest } from '../../../../private/nearest';
import { Graph } from '../../graph';
import { Place } from '../../place';
import { Pods } from '../../pods';
import { listed, meant, problem, Problem, Rule } from '../../rule';
import { minorOf } from '../../broken';
import { amountOf, nanos } from '../../quantity';

const STANDARD = ['cpu', 'memory', 'ephemeral-storage'];
const HUGE_PAGES = 'hugepages-';
const ONE = 1_000_000_000n;

/** The kernel counts memory in pages: below one, not even the first process of the container starts. */
const PAGE = 4096n * ONE;

/** Rules on the resources that containers ask for. */
export const RESOURCE_RULES: Rule[] = [
  {
    id: 'resource-quantity',
    title: 'a resource that containers cannot ask for, or an amount that it does not take',
    containerFields: ['resources'],
    container: function* ({ place }, pods, graph) {
      const resources = place.at('resources');
      for (const list of ['requests', 'limits'])
        for (const [name, at] of resources.at(list).members) yield* ofAmount(name, at, list);
      yield* alone(resources);
      if (minorOf(graph) >= 34) yield* claimsOf(resources, pods);
    },
  },
  {
    id: 'requests-over-limits',
    title: 'a request of a resource that is above its limit, or differs from one that must equal it',
    containerFields: ['resources'],
    container: ({ place }) => overLimit(place.at('resources')),
    podFields: ['resources'],
    pods: (pods, graph) => ofPodLevel(pods, graph),
  },
];

function isHugePages(name: string): boolean {
  return name.startsWith(HUGE_PAGES);
}

/** Resources of devices and the like: `nvidia.com/gpu`. */
function isExtended(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/');
}

function* ofAmount(name: string, at: Place, list: string): Iterable<Problem> {
  yield* ofName(name, at);
  const amount = amountOf(at);
  if (amount === undefined) return;
  const pageSize = isHugePages(name) ? nanos(name.slice(HUGE_PAGES.length)) : undefined;
  if (amount < 0n) {
    yield problem(at, 'must not be negative', 'write a positive amount, or omit it');
  } else if (isExtended(name) && amount % ONE !== 0n) {
    yield problem(at, 'must be a whole number', 'write how many the container needs');
  } else if (pageSize !== undefined && pageSize > 0n && amount % pageSize !== 0n) {
    yield problem(
      at,
      'must be a multiple of the size of the pages',
      `write a multiple of ${name.slice(HUGE_PAGES.length)}`,
    );
  } else if (name === 'memory' && list === 'limits' && amount > 0n && amount < PAGE) {
    yield problem(at, 'must be enough for a process to start (m means thousandths of a byte)', largerThan(at));
  }
}

function largerThan({ value }: Place): string {
  const [, number] = /^(\d+)m?$/.exec(String(value)) ?? [];
  return number === undefined ? 'write mebibytes, such as 128Mi' : `did you mean "${number}Mi"?`;
}

function* ofName(name: string, at: Place): Iterable<Problem> {
  const standard = !name.includes('/') && (STANDARD.includes(name) || isHugePages(name));
  const qualified = name.includes('/') && labelKey(name) === undefined && !/^requests\./.test(name);
  if (standard || qualified) return;
  const words = `must be an amount of ${STANDARD.join(', ')}, ${HUGE_PAGES}<size> or <domain>/<resource>`;
  const near =
    name.length > 3
      ? (STANDARD.find((known) => known.endsWith(name)) ?? nearest(name.toLowerCase(), STANDARD))
      : undefined;
  yield problem(at, words, meant(near, 'write its whole name, such as nvidia.com/gpu'), `an amount of "${name}"`);
}

function* alone(resources: Place): Iterable<Problem> {
  const names = ['requests', 'limits'].flatMap((list) => resources.at(list).members.map(([name]) => name));
  if (!names.some(isHugePages) || names.includes('cpu') || names.includes('memory')) return;
  yield problem(resources, "must have 'cpu' or 'memory' beside huge pages", 'add a limit of memory');
}

function* claimsOf(resources: Place, pods: Pods): Iterable<Problem> {
  const names = pods.spec.at('resourceClaims').items.flatMap((claim) => claim.at('name').text ?? []);
  for (const name of resources.at('claims').items.map((claim) => claim.at('name'))) {
    if (name.text === undefined || names.includes(name.text)) continue;
    const words = `must be one of the pod's resource claims (${listed(names)})`;
    yield problem(name, words, meant(nearest(name.text, names), "add it to 'resourceClaims' of the pod"));
  }
}

function* overLimit(resources: Place): Iterable<Problem> {
  for (const [name, at] of resources.at('requests').members) {
    const limit = resources.at('limits', name);
    const [asked, most] = [amountOf(at), amountOf(limit)];
    const exact = isExtended(name) || isHugePages(name);
    if (asked === undefined) continue;
    if (!limit.present) {
      if (exact) yield problem(at, 'must have a limit of the same amount', `add ${name} to 'limits'`);
    } else if (most !== undefined && exact && asked !== most) {
      yield problem(
        at,
        `must equal the limit ${String(limit.value)}`,
        `write ${String(limit.value)}, or only the limit`,
      );
    } else if (most !== undefined && asked > most) {
      yield problem(at, `must be at most the limit ${String(limit.value)}`, 'lower the request, or raise the limit');
    }
  }
}

/** The resources of the whole pod, which Kubernetes knows by default since 1.34. */
function* ofPodLevel({ spec, running }: Pods, graph: Graph): Iterable<Problem> {
  const whole = spec.at('resources');
  if (minorOf(graph) < 34 || !whole.present) return;
  yield* overLimit(whole);
  for (const name of STANDARD) {
    const [requests, limit] = [whole.at('requests', name), whole.at('limits', name)];
    const asked = running.reduce((sum, { place }) => sum + requested(place.at('resources'), name), 0n);
    const [enough, most] = [amountOf(requests), amountOf(limit)];
    if (enough !== undefined && asked > enough)
      yield problem(requests, 'must be at least what the containers request together', 'raise it, or lower theirs');
    for (const { place, list } of running) {
      const own = place.at('resources', 'limits', name);
      if (most === undefined || list !== 'containers' || (amountOf(own) ?? 0n) <= most) continue;
      yield problem(
        own,
        `must be at most the limit of the pod, ${String(limit.value)}`,
        'lower it, or raise that of the pod',
      );
    }
  }
}

/** A request is the limit where only that is given. */
function requested(resources: Place, name: string): bigint {
  return amountOf(resources.at('requests', name)) ?? amountOf(resources.at('limits', name)) ?? 0n;
}

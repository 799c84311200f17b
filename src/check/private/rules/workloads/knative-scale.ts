import { KubeObject } from '../../kube-object';
import { Place } from '../../place';
import { problem, Problem } from '../../rule';

const GROUP = 'autoscaling.knative.dev';

/** What is wrong with the annotations for the autoscaler of Knative. */
export function* knativeScale(object: KubeObject): Iterable<Problem> {
  for (const [key, value] of object.at('metadata', 'annotations').members)
    if (key.startsWith(GROUP))
      yield problem(value, `must stand in 'spec.template.metadata.annotations'`, 'move it there');
  const annotations = object.at('spec', 'template', 'metadata', 'annotations');
  for (const { keys, holds, words } of VALUES) {
    const place = annotation(annotations, keys);
    if (place?.text !== undefined && !holds(place.text)) yield problem(place, words, 'correct it');
  }
  yield* order(annotations);
}

const MOST = 2 ** 31 - 1;
const isNumber = (text: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text);
const isWhole = (text: string): boolean => /^\+?\d+$/.test(text) && Number(text) <= MOST;

function between(least: number, most: number): (text: string) => boolean {
  return (text) => isNumber(text) && Number(text) >= least && Number(text) <= most;
}

/** A length of time from `least` to `most` seconds, in whole seconds. */
function lasting(least: number, most: number): (text: string) => boolean {
  return (text) => {
    const time = secondsOf(text);
    return time !== undefined && time >= least && time <= most && Number.isInteger(time);
  };
}

const HOUR = 3600;
const VALUES: { readonly keys: string[]; readonly holds: (text: string) => boolean; readonly words: string }[] = [
  { keys: ['min-scale', 'minScale'], holds: isWhole, words: 'must be a whole number of at least 0' },
  { keys: ['max-scale', 'maxScale'], holds: isWhole, words: 'must be a whole number of at least 0' },
  { keys: ['initial-scale', 'initialScale'], holds: isWhole, words: 'must be a whole number of at least 0' },
  {
    keys: ['activation-scale'],
    holds: (text) => isWhole(text) && Number(text) >= 2,
    words: 'must be a whole number of at least 2',
  },
  { keys: ['target'], holds: between(0.01, Infinity), words: 'must be a number of at least 0.01' },
  {
    keys: ['target-utilization-percentage', 'targetUtilizationPercentage'],
    holds: between(1, 100),
    words: 'must be a number from 1 to 100',
  },
  {
    keys: ['panic-window-percentage', 'panicWindowPercentage'],
    holds: between(1, 100),
    words: 'must be a number from 1 to 100',
  },
  {
    keys: ['panic-threshold-percentage', 'panicThresholdPercentage'],
    holds: between(110, 1000),
    words: 'must be a number from 110 to 1000',
  },
  { keys: ['window'], holds: lasting(6, HOUR), words: 'must be a time from 6s to 1h, in whole seconds' },
  {
    keys: ['scale-down-delay', 'scaleDownDelay'],
    holds: lasting(0, HOUR),
    words: 'must be a time from 0s to 1h, in whole seconds',
  },
  {
    keys: ['class'],
    holds: (text) => !text.endsWith(GROUP) || /^(kpa|hpa)\.autoscaling\.knative\.dev$/.test(text),
    words: `must be kpa.${GROUP}, hpa.${GROUP} or a class of another domain`,
  },
];

/** An annotation by the first of its names that is there. */
function annotation(annotations: Place, names: string[]): Place | undefined {
  return names.map((name) => annotations.at(`${GROUP}/${name}`)).find(({ present }) => present);
}

function* order(annotations: Place): Iterable<Problem> {
  const [min, max, first] = [
    annotation(annotations, ['min-scale', 'minScale']),
    annotation(annotations, ['max-scale', 'maxScale']),
    annotation(annotations, ['activation-scale']),
  ];
  const [least, most, active] = [min, max, first].map((place) => Number(place?.text ?? 0));
  if (max && most !== undefined && least !== undefined && most > 0 && most < least)
    yield problem(max, `must be at least the smallest scale, which is ${least}`, 'raise it, or omit it for no limit');
  if (first && active !== undefined && least !== undefined && active >= 2 && active < least)
    yield problem(first, `must be at least the smallest scale, which is ${least}`, 'raise it, or omit it');
  if (first && active && most && active > most)
    yield problem(first, `must be at most the greatest scale, which is ${most}`, 'lower it, or omit it');
}

const UNITS: { [unit: string]: number } = { h: HOUR, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** A length of time as Go writes it, such as `1m30s`. */
function secondsOf(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(\d+(\.\d*)?(h|ms|m|s|us|µs|ns))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?)(h|ms|m|s|us|µs|ns)/g)];
  return parts.reduce((all, [, count, unit]) => all + Number(count) * (UNITS[unit ?? ''] ?? NaN), 0);
}

/** The least time between two starts on one day, in seconds; nothing where there is one a day, or the schedule is none. */
export function leastInterval(schedule: string): number | undefined {
  if (schedule === '@hourly') return HOUR;
  const every = /^@every ((?:\d+(?:\.\d+)?(?:h|m|s|ms|us|ns))+)$/.exec(schedule)?.[1];
  if (every !== undefined) return seconds(every);
  const [minute, hour, ...rest] = schedule.trim().split(/\s+/);
  if (minute === undefined || hour === undefined || rest.length !== 3) return undefined;
  const [minutes, hours] = [timesOf(minute, 59), timesOf(hour, 23)];
  const starts = hours.flatMap((h) => minutes.map((m) => h * HOUR + m * 60));
  const gaps = starts.slice(1).map((start, i) => start - (starts[i] ?? start));
  return gaps.length === 0 ? undefined : Math.min(...gaps);
}

const HOUR = 3600;
const UNITS: { [unit: string]: number } = { h: HOUR, m: 60, s: 1, ms: 1e-3, us: 1e-6, ns: 1e-9 };

/** The controller counts whole seconds, at least one. */
function seconds(duration: string): number {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(h|ms|us|ns|m|s)/g)];
  const sum = parts.reduce((all, [, amount = '0', unit = '']) => all + Number(amount) * (UNITS[unit] ?? 0), 0);
  return Math.max(1, Math.floor(sum));
}

/** The numbers that a field names, in order; none when it is no field. */
function timesOf(field: string, max: number): number[] {
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(?:[*?]|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (match === null) return [];
    const [, from, to, step] = match;
    const last = from === undefined || (to === undefined && step !== undefined) ? max : Number(to ?? from);
    const size = Number(step ?? 1);
    if (size < 1 || last > max) return [];
    for (let time = Number(from ?? 0); time <= last; time += size) found.add(time);
  }
  return [...found].sort((a, b) => a - b);
}

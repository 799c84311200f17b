// What is read from the measurements of one round; `clock` is `wall` or `cpu`.

/** How many times as fast `ours` is. */
export const faster = (than, span, goal) => ({
  title: `speed, ${than} = 1${partOf(span)}`,
  of: (sides, clock) => sides[than][span][clock] / sides.ours[span][clock],
  unit: '×',
  goal: goal === undefined ? undefined : { atLeast: goal },
});

/** How many times as long `ours` takes. */
export const slower = (than, span, goal) => ({
  title: `time, ${than} = 1`,
  of: (sides, clock) => sides.ours[span][clock] / sides[than][span][clock],
  unit: '×',
  goal: { atMost: goal },
});

/** The cost of one item among many, where that of one among few is 1: linear is 1, and less is better. */
export const growth = (few, many, span, goal) => ({
  title: `time per item, ${many} / ${few}`,
  of: (sides, clock) => perItem(sides, many, span, clock) / perItem(sides, few, span, clock),
  unit: '×',
  goal: goal === undefined ? undefined : { atMost: goal },
});

/** As above, for memory. */
export const memoryGrowth = (few, many, goal) => ({
  title: `memory per item, ${many} / ${few}`,
  of: (sides, clock) =>
    clock === 'wall' ? sides[many].memory / itemsOf(many) / (sides[few].memory / itemsOf(few)) : undefined,
  unit: '×',
  goal: goal === undefined ? undefined : { atMost: goal },
});

/** By how much one side takes longer than another. */
export const more = (side, than, span, goal) => ({
  title: `${side}, more than ${than}`,
  of: (sides, clock) => sides[side][span][clock] - sides[than][span][clock],
  unit: ' ms',
  goal: { atMost: goal },
});

/** How long one side takes. */
export const takes = (side, span, goal, title = side) => ({
  title: `${title}${partOf(span)}`,
  of: (sides, clock) => sides[side][span][clock],
  unit: ' ms',
  goal: goal === undefined ? undefined : { atMost: goal },
});

function partOf(span) {
  return span === 'program' ? ', whole program' : '';
}

function perItem(sides, name, span, clock) {
  return sides[name][span][clock] / itemsOf(name);
}

/** Sides of a growth are named after what they count: `10,000 objects`, `100 charts of cdk8s`. */
function itemsOf(name) {
  return Number(/^[\d,]+/.exec(name)[0].replaceAll(',', ''));
}

import { App, Chart } from 'cdk8s';
import * as constructs from 'constructs';
import * as trace from '../../src/private/trace';
import { marked } from '../trace/marked';

const { Construct, Node } = constructs;
const nodes = Node.prototype as unknown as { addChild: unknown };
const original = nodes.addChild;
const at = (mark: string) => marked(__filename, mark);

trace.installTrace();

afterEach(() => {
  jest.dontMock('constructs');
  delete process.env['CDK8S_PATTERNS_TRACE'];
});

interface Copy {
  readonly trace: typeof trace;
  readonly constructs: typeof constructs;
}

/** The module once more, as in a program that has two copies of this package, with the same constructs. */
function secondCopy(): Copy {
  jest.doMock('constructs', () => constructs);
  return { ...copyOfBoth(), constructs };
}

/** The module and constructs once more. */
function copyOfBoth(): Copy {
  const copies: Copy[] = [];
  jest.isolateModules(() => {
    copies.push({
      trace: jest.requireActual<typeof trace>('../../src/private/trace'),
      constructs: jest.requireActual<typeof constructs>('constructs'),
    });
  });
  return copies[0];
}

function rootOf(copy: Copy): constructs.Construct {
  return new copy.constructs.Construct(undefined as unknown as constructs.Construct, '');
}

function traced(): App {
  const app = new App();
  trace.traceBelow(app);
  return app;
}

test('a second install changes nothing', () => {
  const once = nodes.addChild;
  trace.installTrace();
  expect([once === original, nodes.addChild === once]).toEqual([false, true]);
});

describe('with a second copy of the package', () => {
  test('nothing is recorded twice', () => {
    const once = nodes.addChild;
    secondCopy().trace.installTrace();
    expect(nodes.addChild).toBe(once);
  });

  test('each copy knows what the other one recorded', () => {
    const made = new Construct(traced(), 'made'); // one copy
    expect(secondCopy().trace.sourceLineOf(made)).toEqual(at('one copy'));
  });
});

describe('with a second copy of constructs', () => {
  test('a tree of that copy is traced too', () => {
    const copy = copyOfBoth();
    const root = rootOf(copy);
    trace.traceBelow(root);
    const made = new copy.constructs.Construct(root, 'made'); // own constructs
    expect([copy.constructs === constructs, trace.sourceLineOf(made)]).toEqual([false, at('own constructs')]);
  });

  test('a tree of both gives the nearest line that is known', () => {
    const copy = copyOfBoth();
    const outer = new Construct(traced(), 'outer');
    const inner = new copy.constructs.Construct(outer, 'inner'); // of both
    const innermost = new copy.constructs.Construct(inner, 'innermost');
    expect(trace.sourceLineOf(innermost)).toEqual(at('of both'));
  });
});

describe('the limit of stack traces', () => {
  const limit = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit') as PropertyDescriptor;
  afterEach(() => Object.defineProperty(Error, 'stackTraceLimit', limit));

  test.each([0, 1, 50, Infinity, undefined])('%p is the user’s again after a construct is made', (value) => {
    Error.stackTraceLimit = value as number;
    new Construct(traced(), 'made');
    expect(Error.stackTraceLimit).toBe(value);
  });

  test('is absent again where the user has removed it', () => {
    Reflect.deleteProperty(Error, 'stackTraceLimit');
    new Construct(traced(), 'made');
    expect('stackTraceLimit' in Error).toBe(false);
  });

  test('of 0 hides no line', () => {
    Error.stackTraceLimit = 0;
    const made = new Construct(traced(), 'made'); // no limit
    expect(trace.sourceLineOf(made)).toEqual(at('no limit'));
  });

  test('that cannot be changed is no error', () => {
    Object.defineProperty(Error, 'stackTraceLimit', { value: 10, writable: false });
    const made = new Construct(traced(), 'made'); // fixed limit
    expect(trace.sourceLineOf(made)).toEqual(at('fixed limit'));
  });
});

describe('a prepareStackTrace of the user', () => {
  /** The line of a construct that is made and asked for with that function in place, and the function after it. */
  const withOwn = (own: (error: Error, sites: NodeJS.CallSite[]) => unknown): unknown[] => {
    const before: unknown = Reflect.get(Error, 'prepareStackTrace');
    Reflect.set(Error, 'prepareStackTrace', own);
    try {
      const line = trace.sourceLineOf(new Construct(traced(), 'made'));
      return [line?.file, Reflect.get(Error, 'prepareStackTrace')];
    } finally {
      Reflect.set(Error, 'prepareStackTrace', before);
    }
  };

  test('that gives another text is heard, and stays where it is', () => {
    const own = (): string => 'at /mapped/by/a/tool.ts:1:2';
    expect(withOwn(own)).toEqual(['/mapped/by/a/tool.ts', own]);
  });

  test('that gives call sites still leads to this file', () => {
    const own = (_: Error, sites: NodeJS.CallSite[]): NodeJS.CallSite[] => sites;
    expect(withOwn(own)).toEqual([__filename, own]);
  });

  test('that fails gives no line', () => {
    const own = (): never => {
      throw new RangeError('broken');
    };
    expect(withOwn(own)).toEqual([undefined, own]);
  });
});

test('CDK8S_PATTERNS_TRACE=false leaves constructs as they are', () => {
  process.env['CDK8S_PATTERNS_TRACE'] = 'false';
  const copy = copyOfBoth();
  const nodesOfCopy = copy.constructs.Node.prototype as unknown as { addChild: unknown };
  const before = nodesOfCopy.addChild;
  copy.trace.installTrace();
  copy.trace.traceBelow(rootOf(copy));
  expect(nodesOfCopy.addChild).toBe(before);
});

test('without addChild, as some later constructs may be, nothing is traced and nothing breaks', () => {
  const recorder = nodes.addChild;
  const root = new App();
  nodes.addChild = undefined;
  trace.installTrace();
  trace.traceBelow(root);
  const added = nodes.addChild;
  nodes.addChild = original;
  const made = new Chart(root, 'made');
  nodes.addChild = recorder;
  expect([added, trace.sourceLineOf(made)]).toEqual([undefined, undefined]);
});

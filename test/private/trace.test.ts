import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { installTrace, sourceLineOf, traceBelow } from '../../src/private/trace';
import { workload } from '../../src';
import { marked } from '../trace/marked';

/** The place of `new` in the line of this file that ends with the mark. */
const at = (mark: string) => marked(__filename, mark);

installTrace();

function tracedChart(): Chart {
  const app = new App();
  traceBelow(app);
  return new Chart(app, 'app');
}

class Base extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Construct(this, 'Inner'); // inside Base
  }
}

class Middle extends Base {}

class Derived extends Middle {
  constructor(scope: Construct) {
    super(scope, 'derived');
  }
}

describe('finds the line of', () => {
  test('a typed object', () => {
    const made = new kplus.k8s.KubeConfigMap(tracedChart(), 'config', {}); // typed object
    expect(sourceLineOf(made)).toEqual(at('typed object'));
  });

  test('a chart', () => {
    const app = new App();
    traceBelow(app);
    const made = new Chart(app, 'chart'); // chart
    expect(sourceLineOf(made)).toEqual(at('chart'));
  });

  test('an object that cdk8s-plus makes', () => {
    const made = new kplus.Deployment(tracedChart(), 'web', { containers: [{ image: 'nginx' }] }); // cdk8s-plus
    expect(sourceLineOf(made.node.findChild('Resource'))).toEqual(at('cdk8s-plus'));
  });

  test('an object that this library makes', () => {
    const chart = tracedChart();
    const web = [{ name: 'web', image: 'nginx:1.22' }];
    const made = new workload.Deployment(chart, 'web', { containers: web }); // this library
    expect(made.node.findAll().map(sourceLineOf)).toEqual(made.node.findAll().map(() => at('this library')));
  });

  test('an object that a library makes later, at a call', () => {
    const web = new kplus.Deployment(tracedChart(), 'web', { containers: [{ image: 'nginx', port: 80 }] });
    const service = web.exposeViaService(); // at a call
    expect(sourceLineOf(service)).toEqual({ ...at('at a call'), column: 25 });
  });

  test('a child of a construct', () => {
    const parent = new Construct(tracedChart(), 'parent');
    const made = new Construct(parent, 'child'); // child
    expect(sourceLineOf(made)).toEqual(at('child'));
  });

  test('a construct made by a helper function, in that function', () => {
    const helper = (scope: Construct): Construct => new Construct(scope, 'helped'); // helper
    expect(sourceLineOf(helper(tracedChart()))).toEqual(at('helper'));
  });

  test('constructs made in a callback of map', () => {
    const chart = tracedChart();
    const made = ['a', 'b'].map((id) => new Construct(chart, id)); // map
    expect(made.map(sourceLineOf)).toEqual([at('map'), at('map')]);
  });

  test('a class whose base classes are made on the way', () => {
    const made = new Derived(tracedChart()); // derived
    expect(sourceLineOf(made)).toEqual(at('derived'));
  });

  test('a class without a constructor of its own', () => {
    const made = new Middle(tracedChart(), 'middle'); // no constructor
    expect(sourceLineOf(made)).toEqual(at('no constructor'));
  });

  test('a construct that a constructor of the user makes', () => {
    expect(sourceLineOf(new Derived(tracedChart()).node.findChild('Inner'))).toEqual(at('inside Base'));
  });

  test('a construct made in an async function, after a wait', async () => {
    const later = async (scope: Construct): Promise<Construct> => {
      await Promise.resolve();
      return new Construct(scope, 'later'); // async
    };
    expect(sourceLineOf(await later(tracedChart()))).toEqual(at('async'));
  });

  test('the parent, where no frame of the construct is the user’s', async () => {
    const parent = new Construct(tracedChart(), 'parent'); // parent
    const made = await Promise.resolve([parent, 'child']).then((args) => Reflect.construct(Construct, args, Base));
    expect(sourceLineOf(made as Construct)).toEqual(at('parent'));
  });
});

describe('finds nothing for', () => {
  test('constructs below a root that is not traced', () => {
    expect(sourceLineOf(new Chart(new App(), 'app'))).toBeUndefined();
  });

  test('the root', () => {
    expect(sourceLineOf(tracedChart().node.root)).toBeUndefined();
  });

  test('constructs that were made before their root was traced', () => {
    const chart = new Chart(new App(), 'app');
    traceBelow(chart.node.root);
    expect(sourceLineOf(chart)).toBeUndefined();
  });
});

test('traces a new construct deep below old ones that were not traced', () => {
  const root = new App();
  const old = new Construct(new Construct(root, 'old'), 'older');
  new Construct(old, 'untraced');
  traceBelow(root);
  const made = new Construct(old, 'new'); // below old
  expect(sourceLineOf(made)).toEqual(at('below old'));
});

test('traces below a construct that is no root', () => {
  const [one, other] = [new Chart(new App(), 'one'), new Chart(new App(), 'other')];
  traceBelow(one);
  const made = [one, other].map((scope) => new Construct(scope, 'child')); // one of two
  expect(made.map(sourceLineOf)).toEqual([at('one of two'), undefined]);
});

test('a construct that is refused stays refused, with the same words', () => {
  const chart = tracedChart();
  new Construct(chart, 'twice');
  expect(() => new Construct(chart, 'twice')).toThrow(
    new Error("There is already a Construct with name 'twice' in Chart [app]"),
  );
});

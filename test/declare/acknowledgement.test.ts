import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment } from '../../src/workload';
import { Acknowledgement } from '../../src/declare';
import { messageOf } from '../support';

const known = { rule: 'missing-key', reason: 'the operator adds the key' };
let chart: Chart;

beforeEach(() => {
  chart = new Chart(new App(), 'web');
});

test('is kept on the object that the construct makes', () => {
  const deployment = new Deployment(chart, 'Web', { containers: [{ image: 'web' }] });
  Acknowledgement.of(deployment, known);
  Acknowledgement.of(deployment, { ...known, rule: 'missing-port' });

  expect(Acknowledgement.declaredOn(deployment)).toEqual([]);
  expect(Acknowledgement.declaredOn(ApiObject.of(deployment))).toEqual([known, { ...known, rule: 'missing-port' }]);
});

test.each([
  ['rule', '', `'rule' must be the id of a rule, such as 'missing-key', got ""; copy the id of the finding`],
  [
    'rule',
    'Missing',
    `'rule' must be the id of a rule, such as 'missing-key', got "Missing"; copy the id of the finding`,
  ],
  [
    'reason',
    ' ',
    `'reason' must be one line of text, without control characters, got " "; write in one line why it is right`,
  ],
])('fails with %s %j', (prop, value, problem) => {
  const object = new ApiObject(chart, 'Pod', { apiVersion: 'v1', kind: 'Pod' });
  expect(messageOf(() => Acknowledgement.of(object, { ...known, [prop]: value }))).toBe(`[web/Pod] ${problem}`);
});

test('fails for a construct without a manifest', () => {
  expect(messageOf(() => Acknowledgement.of(chart, known))).toBe(
    "[web] 'construct' must be an ApiObject or have one as its default child, got neither; pass the part of it that makes the manifest",
  );
});

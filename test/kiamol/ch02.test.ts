import { App } from 'cdk8s';
import { check, synth, workload } from 'cdk8s-patterns';
import { pods as chapter } from '../../apps/kiamol/ch02';
import { Chapter } from '../../apps/kiamol/lesson';
import { Manifests, Match } from '../../src/testing';
import { findings, parsed } from '../check/support';
import { messageOf, newChart } from '../support';

const image = 'kiamol/ch02-hello-kiamol';

/** What the folder of a system makes. */
function made(system: string): Manifests {
  const book = new synth.Folder(new App(), 'kiamol');
  chapter(new Chapter(book, 'ch02'));
  return Manifests.of(book.node.findChild('ch02').node.findChild(system));
}

/** Labels of the Deployment hello-kiamol-4, of its selector, and of its pods where they differ. */
interface Labels {
  readonly own?: string;
  readonly selector?: string;
  readonly pods?: string;
}

function deployment({ own = '', selector = 'app: hello-kiamol-4', pods }: Labels = {}): string {
  const spec = `{ containers: [{ name: web, image: ${image} }] }`;
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: hello-kiamol-4, labels: { ${own} } }
spec:
  selector: { matchLabels: { ${selector} } }
  template: { metadata: { labels: { ${pods ?? selector} } }, spec: ${spec} }
`;
}

/** What is found when manifests are applied over older ones. */
function changes(before: string, after: string): [string, string][] {
  const set = (yaml: string): check.ApplySet[] => [{ name: '', manifests: parsed(yaml).map((json) => ({ json })) }];
  const report = check.Checks.sets(set(after), { against: set(before) });
  return report.errors.map(({ rule, message }) => [rule, message]);
}

describe('hello-kiamol', () => {
  test('is the same each time, so that nothing changes when it is applied again', () => {
    expect(made('hello-kiamol').yaml).toBe(made('hello-kiamol').yaml);
  });

  test.each([
    ['run', 'hello-kiamol', ['Pod hello-kiamol']],
    ['app', 'hello-kiamol-2', ['Deployment hello-kiamol-2']],
    ['app', 'hello-kiamol-3', []],
    ['app', 'hello-kiamol-4', ['Deployment hello-kiamol-4']],
  ])('the label %s: %s finds %j', (key, value, found) => {
    const service = `\n---\n{ apiVersion: v1, kind: Service, metadata: { name: s }, spec: { selector: { ${key}: ${value} } } }`;
    const { pods: selected } = Manifests.ofYaml(made('hello-kiamol').yaml + service).service('s');
    expect(selected.map(({ owner }) => owner)).toEqual(found);
  });

  test('a pod whose label is changed leaves its Deployment and its Service', () => {
    const chart = newChart();
    const containers = [{ name: 'web', image, ports: [{ number: 80 }] }];
    new workload.Deployment(chart, 'Web', { labels: { app: 'hello-kiamol-2' }, containers }).expose();
    new workload.Pod(chart, 'Detached', { labels: { app: 'hello-kiamol-x' }, containers });
    const { pods: selected } = Manifests.of(chart).service();
    expect(selected.map(({ owner }) => owner)).toEqual(['Deployment app-web']);
    expect(check.Checks.tree(chart, { strict: true }).findings).toEqual([]);
  });
});

describe('a bare pod', () => {
  test('that should stay and has a Service is found', () => {
    const chart = newChart();
    new workload.Pod(chart, 'Web', {
      metadata: { name: 'hello-kiamol-3' },
      labels: { app: 'hello-kiamol-3' },
      containers: [{ name: 'web', image, ports: [{ number: 80 }] }],
    }).expose();
    expect(check.Checks.tree(chart).findings.map(({ severity, message }) => [severity, message])).toEqual([
      [
        check.Severity.WARNING,
        '\'kind\' must be that of a controller, since Service hello-kiamol-3 needs the pod, got "Pod"; make it a Deployment, which replaces its pods when their node goes',
      ],
    ]);
  });

  test('without labels cannot have a Service', () => {
    const web = new workload.Pod(newChart(), 'Web', { containers: [{ image, ports: [{ number: 80 }] }] });
    expect(messageOf(() => web.expose())).toBe(
      "[app/Web] 'labels' must be set for a pod that something selects, got none; give it labels of its own",
    );
  });

  test('cannot get another restart policy once it is there', () => {
    const pod = (policy: string): string =>
      `{ apiVersion: v1, kind: Pod, metadata: { name: hello-kiamol }, spec: { restartPolicy: ${policy}, containers: [{ name: web, image: ${image} }] } }`;
    expect(changes(pod('Never'), pod('Always')).map(([rule]) => rule)).toEqual(['immutable-field']);
  });

  const named = 'metadata: { name: web }';

  test.each([
    [
      'containers',
      `${named}, spec: {}`,
      'missing-field',
      "'spec.containers' must be set in PodSpec, got no fields; add 'containers'",
    ],
    [
      'a container',
      `${named}, spec: { containers: [] }`,
      'container-name',
      "'spec.containers' must have a container, got []; add one",
    ],
    [
      'a container with a name',
      `${named}, spec: { containers: [{ image: a }] }`,
      'missing-field',
      "'spec.containers[0].name' must be set in Container, got only image; add 'name'",
    ],
    [
      'a container with an image',
      `${named}, spec: { containers: [{ name: web }] }`,
      'container-image',
      "'spec.containers[0].image' must be set, got nothing; name the image that the container runs",
    ],
  ])('must have %s', (_, fields, rule, message) => {
    expect(findings(`{ apiVersion: v1, kind: Pod, ${fields} }`).map(([id, , words]) => [id, words])).toEqual([
      [rule, message],
    ]);
  });
});

describe('a Deployment', () => {
  test.each([
    [
      'must select the labels of its pods',
      deployment({ pods: 'app: hello-kiamol-2' }),
      'selector-mismatch',
      '\'spec.selector\' must select the pod template\'s labels ({"app":"hello-kiamol-2"}), got {"matchLabels":{"app":"hello-kiamol-4"}}; did you mean app: hello-kiamol-2?',
    ],
    [
      'must not select by the hash that its pods get',
      deployment({ selector: 'app: hello-kiamol-4, pod-template-hash: 5dbf59b864' }),
      'template-hash',
      '\'spec.selector.matchLabels.pod-template-hash\' must not be there, since the Deployment gives its pods another value, and never finds them, got "5dbf59b864"; omit it, in the pod template too',
    ],
    [
      'must not select by its version',
      deployment({ selector: 'app: hello-kiamol-4, version: "20.04"' }),
      'version-in-selector',
      '\'spec.selector.matchLabels.version\' must not be in the selector, which cannot change when the version does, got "20.04"; keep it in the labels of the pod template alone, or in the name of the workload too',
    ],
    [
      'must have labels that no other one selects',
      `${deployment()}---\n${deployment().replace('name: hello-kiamol-4', 'name: other')}`,
      'shared-selector',
      '\'spec.selector\' must differ from that of Deployment hello-kiamol-4 in namespace default, got {"matchLabels":{"app":"hello-kiamol-4"}}; give one of them another label, in the selector and in the pod template',
    ],
  ])('%s', (_, yaml, rule, message) => {
    expect(findings(yaml).map(([id, , words]) => [id, words])).toEqual([[rule, message]]);
  });

  test('may change a label of its own with each release, which a selector may not', () => {
    const released = (release: string, where: 'own' | 'selector'): string =>
      deployment({ [where]: `${where === 'own' ? '' : 'app: hello-kiamol-4, '}release: "${release}"` });
    expect(changes(released('20.04', 'own'), released('20.10', 'own'))).toEqual([]);
    expect(changes(released('20.04', 'selector'), released('20.10', 'selector'))).toEqual([
      [
        'immutable-field',
        '\'spec.selector.matchLabels.release\' must stay "20.04", got "20.10"; change it back, or delete the Deployment first and say so: \'# delete first: deployment/hello-kiamol-4\'',
      ],
    ]);
  });

  test('has labels of its own that reach neither its selector nor its pods', () => {
    const labels = Match.objectEquals({ app: 'hello-kiamol-4' });
    const apart = { spec: { selector: { matchLabels: labels }, template: { metadata: { labels } } } };
    const found = made('own-labels').find('Deployment', apart);
    expect(found.map(({ metadata }) => metadata)).toEqual([
      { name: 'hello-kiamol-4', labels: { release: '20.04' } },
      { name: 'hello-kiamol-4', labels: { release: '20.10' } },
    ]);
  });
});

describe('the lab', () => {
  test('runs the page of the pod from a Deployment that finds its pods, without a Service', () => {
    const lab = made('hostname-web');
    expect(lab.names).toEqual(['Deployment whoami', 'Pod whoami']);
    expect(lab.pod('Deployment').spec).toEqual(lab.pod('Pod').spec);
    expect(lab.one('Deployment')).toHaveProperty('spec.selector.matchLabels', lab.pod('Deployment').labels);
    expect(lab.pod('Deployment').container().spec['ports']).toEqual([{ containerPort: 80 }]);
  });
});

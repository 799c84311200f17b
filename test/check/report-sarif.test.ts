import { check } from 'cdk8s-patterns';

interface Sarif {
  readonly $schema: string;
  readonly version: string;
  readonly runs: {
    readonly tool: { readonly driver: { readonly rules: { readonly id: string; readonly helpUri: string }[] } };
    readonly results: {
      readonly ruleId: string;
      readonly ruleIndex?: number;
      readonly partialFingerprints: object;
      readonly [field: string]: unknown;
    }[];
    readonly [field: string]: unknown;
  }[];
}

const finding: check.Finding = {
  severity: check.Severity.ERROR,
  rule: 'missing-key',
  message: `'spec.x' must be a key, got "a"; did you mean "b"?`,
  object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop' },
  pointer: '/spec/x',
  set: '',
  constructPath: 'shop/Web',
  position: { file: '/project/my files/a#1.yaml', line: 3, column: 5 },
};

function runOf(...findings: check.Finding[]): Sarif['runs'][number] {
  const [run] = (JSON.parse(new check.Report(findings, 1).sarif({ folder: '/project' })) as Sarif).runs;
  if (run === undefined) throw new Error('there is no run');
  return run;
}

test('is a log of SARIF 2.1.0 with one run', () => {
  const log = JSON.parse(new check.Report([], 0).sarif({ folder: '/project' })) as Sarif;
  expect(log).toMatchObject({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'cdk8s-patterns', informationUri: 'https://github.com/cdk8s-patterns/cdk8s-patterns' },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { uri: 'file:///project/' } },
        results: [],
      },
    ],
  });
});

test('describes every rule', () => {
  const { rules } = runOf().tool.driver;
  expect(rules.map(({ id }) => id)).toEqual(check.Report.rules().map(({ id }) => id));
  expect(rules.find(({ id }) => id === 'missing-key')).toEqual({
    id: 'missing-key',
    shortDescription: { text: 'a key that the ConfigMap or Secret does not have' },
    helpUri: 'https://github.com/cdk8s-patterns/cdk8s-patterns/blob/main/docs/checks/references.md#missing-key',
    defaultConfiguration: { level: 'error' },
  });
});

test('tells of a finding its rule, level, message, file and object', () => {
  const run = runOf(finding);
  expect(run.results).toEqual([
    {
      ruleId: 'missing-key',
      ruleIndex: run.tool.driver.rules.findIndex(({ id }) => id === 'missing-key'),
      level: 'error',
      message: { text: `Deployment shop/web: 'spec.x' must be a key, got "a"; did you mean "b"?` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'my%20files/a%231.yaml', uriBaseId: 'SRCROOT' },
            region: { startLine: 3, startColumn: 5 },
          },
          logicalLocations: [
            { name: 'Deployment shop/web', fullyQualifiedName: 'Deployment shop/web/spec/x', kind: 'resource' },
            { fullyQualifiedName: 'shop/Web', kind: 'object' },
          ],
        },
      ],
      partialFingerprints: { 'object/v1': expect.stringMatching(/^[0-9a-f]{32}$/) as unknown },
    },
  ]);
});

test.each([
  ['a file elsewhere', { file: '/other/a.yaml', line: 1, column: 1 }, { uri: 'file:///other/a.yaml' }],
  ['a relative name', { file: 'dist/a.yaml', line: 1, column: 1 }, { uri: 'dist/a.yaml', uriBaseId: 'SRCROOT' }],
])('names %s as a URI', (_, position, artifactLocation) => {
  expect(runOf({ ...finding, position }).results[0]).toMatchObject({
    locations: [{ physicalLocation: { artifactLocation } }],
  });
});

test.each([
  ['no position is known', undefined],
  ['the manifest came through a pipe', { file: '<stdin>', line: 1, column: 1 }],
])('has no file where %s', (_, position) => {
  const [result] = runOf({ ...finding, position }).results;
  expect(JSON.stringify(result)).not.toContain('physicalLocation');
});

test('has a fingerprint that stays when lines move, and differs by field', () => {
  const prints = (...findings: check.Finding[]) =>
    runOf(...findings).results.map((result) => result.partialFingerprints);
  const moved = { ...finding, position: { file: 'b.yaml', line: 9, column: 1 } };
  const [first, second, third] = prints(finding, moved, { ...finding, pointer: '/spec/y' });
  expect(second).toEqual(first);
  expect(third).not.toEqual(first);
});

import { config } from 'cdk8s-patterns';
import { messageOf } from '../support';

afterEach(() => delete process.env['ENVIRONMENT_TEST']);

test('gives the value that the pipeline set', () => {
  process.env['ENVIRONMENT_TEST'] = 'correct horse';
  expect(config.Environment.value('ENVIRONMENT_TEST')).toBe('correct horse');
});

test.each([
  ['nothing', undefined],
  ['an empty text', ''],
])('fails where there is %s', (got, value) => {
  if (value !== undefined) process.env['ENVIRONMENT_TEST'] = value;
  expect(messageOf(() => config.Environment.value('ENVIRONMENT_TEST'))).toBe(
    `[Environment] 'ENVIRONMENT_TEST' must be set where the manifests are made, got ${got}; let the pipeline set it from its store of secrets`,
  );
});

test('fails for what is no name', () => {
  expect(messageOf(() => config.Environment.value('DB PASSWORD'))).toBe(
    `[Environment] 'name' must be letters, digits, '_', '-' and '.', not starting with a digit, got "DB PASSWORD"; give the name of a variable`,
  );
});

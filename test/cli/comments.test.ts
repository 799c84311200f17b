import { commentsOf } from '../../src/cli/comments';
import { inProject, podReading } from './support';

test('reads what manifests of synth.App say about themselves', () => {
  const text = `# source: a book
# needs: Secret db in namespace shop with user, password (made by hand (once))
# needs: CustomResourceDefinition routes.serving.knative.dev
# delete first: statefulset/db
apiVersion: v1
data:
  note: |
    # delete last: nothing
`;
  expect(commentsOf(text)).toEqual({
    deleteFirst: ['statefulset/db'],
    needs: [
      { apiVersion: '', kind: 'Secret', name: 'db', namespace: 'shop', keys: ['user', 'password'] },
      { apiVersion: '', kind: 'CustomResourceDefinition', name: 'routes.serving.knative.dev' },
    ],
  });
  expect(commentsOf(text.replaceAll('\n', '\r\n'))).toEqual(commentsOf(text));
});

test.each([
  ['# needs: ConfigMap settings', 0],
  ['# needs: ConfigMap settings in namespace default with b', 0],
  ['# needs: ConfigMap settings with a', 1],
  ['# needs: ConfigMap settings in namespace other', 1],
  ['# needs: Secret settings', 1],
  ['# wants: ConfigMap settings', 1],
])('takes %j for what exists', (comment, status) =>
  inProject({ 'a.yaml': `${comment}\n${podReading('settings', 'b')}` }, async (project) => {
    expect((await project.run(['check', '--strict', 'a.yaml'])).status).toBe(status);
  }),
);

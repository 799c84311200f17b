import { findingsOf } from '../support';

const definition = (spec: string, name = 'todos.example.com', group = 'example.com', metadata = ''): string =>
  `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${name}${metadata} }
spec:
  group: ${group}
  scope: Namespaced
  names: { plural: todos, kind: Todo }
  ${spec}
`;
const version = (schema: string, name = 'v1', storage = true): string =>
  `{ name: ${name}, served: true, storage: ${storage}, schema: { openAPIV3Schema: ${schema} } }`;
const schema = (text: string): string => definition(`versions: [${version(text)}]`);
const plain = `versions: [${version('{ type: object }')}]`;

describe('custom-resource-definition', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'the name of one of its objects',
      definition(plain, 'todo.example.com'),
      [
        [
          '/metadata/name',
          "'metadata.name' must be 'names.plural' and the group, todos.example.com, got \"todo.example.com\"; name it todos.example.com",
        ],
      ],
    ],
    [
      'a group without a dot',
      definition(plain, 'todos.example', 'example'),
      [
        [
          '/spec/group',
          '\'spec.group\' must be a domain with at least one dot, got "example"; use a domain of your own',
        ],
      ],
    ],
    [
      'a group of Kubernetes',
      definition(plain, 'todos.example.k8s.io', 'example.k8s.io'),
      [
        [
          '/metadata/annotations/api-approved.kubernetes.io',
          '\'metadata.annotations["api-approved.kubernetes.io"]\' must tell who approved a definition of the group example.k8s.io, got nothing; use a domain of your own',
        ],
      ],
    ],
    [
      'no version that is stored',
      definition(`versions: [${version('{ type: object }', 'v1', false)}]`),
      [
        [
          '/spec/versions',
          "'spec.versions' must have one version that is stored, got none; set 'storage: true' for the version that is kept",
        ],
      ],
    ],
    [
      'two versions that are stored',
      definition(`versions: [${version('{ type: object }')}, ${version('{ type: object }', 'v2')}]`),
      [
        [
          '/spec/versions/1/storage',
          "'spec.versions[1].storage' must be true for one version only, got true; set it to false here",
        ],
      ],
    ],
    [
      'one version twice',
      definition(`versions: [${version('{ type: object }')}, ${version('{ type: object }', 'v1', false)}]`),
      [
        [
          '/spec/versions/1/name',
          '\'spec.versions[1].name\' must be the name of one version only, got "v1"; rename or remove it',
        ],
      ],
    ],
    [
      'no schema',
      definition('versions: [{ name: v1, served: true, storage: true }]'),
      [
        [
          '/spec/versions/0/schema/openAPIV3Schema',
          "'spec.versions[0].schema.openAPIV3Schema' must be there, got nothing; describe the fields, or write x-kubernetes-preserve-unknown-fields: true",
        ],
      ],
    ],
    [
      'a schema without a type',
      schema('{ properties: { spec: { type: object } } }'),
      [
        [
          '/spec/versions/0/schema/openAPIV3Schema/type',
          "'spec.versions[0].schema.openAPIV3Schema.type' must be there, got nothing; write object",
        ],
      ],
    ],
    [
      'a schema of another type',
      schema('{ type: string }'),
      [
        [
          '/spec/versions/0/schema/openAPIV3Schema/type',
          '\'spec.versions[0].schema.openAPIV3Schema.type\' must be object at the root, got "string"; write object',
        ],
      ],
    ],
    [
      'a field without a type',
      schema(
        '{ type: object, properties: { spec: { type: object, properties: { items: { type: array, items: { properties: { a: { type: string } } } } } } } }',
      ),
      [
        [
          '/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/items/items/type',
          "'spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.items.items.type' must be there, got nothing; give the type of the field",
        ],
      ],
    ],
    [
      'a map at the root',
      schema('{ type: object, additionalProperties: { type: string } }'),
      [
        [
          '/spec/versions/0/schema/openAPIV3Schema/additionalProperties',
          '\'spec.versions[0].schema.openAPIV3Schema.additionalProperties\' must be absent at the root, got {"type":"string"}; use \'properties\'',
        ],
      ],
    ],
    [
      'a map beside fields',
      schema(
        '{ type: object, properties: { a: { type: object, properties: { b: { type: string } }, additionalProperties: { type: string } } } }',
      ),
      [
        [
          '/spec/versions/0/schema/openAPIV3Schema/properties/a/additionalProperties',
          '\'spec.versions[0].schema.openAPIV3Schema.properties.a.additionalProperties\' must be absent beside \'properties\', got {"type":"string"}; omit one of them',
        ],
      ],
    ],
    [
      'a list of nothing',
      schema('{ type: object, properties: { a: { type: array } } }'),
      [
        [
          '/spec/versions/0/schema/openAPIV3Schema/properties/a/items',
          "'spec.versions[0].schema.openAPIV3Schema.properties.a.items' must be there for an array, got nothing; describe its items",
        ],
      ],
    ],
    [
      'all unknown fields kept',
      definition(`preserveUnknownFields: true\n  ${plain}`),
      [
        [
          '/spec/preserveUnknownFields',
          "'spec.preserveUnknownFields' must not be true, got true; omit it, and write x-kubernetes-preserve-unknown-fields: true in the schema",
        ],
      ],
    ],
    [
      'a conversion without a webhook',
      definition(`conversion: { strategy: Webhook }\n  ${plain}`),
      [
        [
          '/spec/conversion/webhook/clientConfig',
          "'spec.conversion.webhook.clientConfig' must be there for the strategy Webhook, got nothing; name the Service",
        ],
        [
          '/spec/conversion/webhook/conversionReviewVersions',
          "'spec.conversion.webhook.conversionReviewVersions' must contain v1 or v1beta1, got nothing; write 'conversionReviewVersions: [v1]'",
        ],
      ],
    ],
    [
      'a column with a path that is none',
      definition(
        'versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } }, additionalPrinterColumns: [{ name: a, type: string, jsonPath: spec.a }] }]',
      ),
      [
        [
          '/spec/versions/0/additionalPrinterColumns/0/jsonPath',
          "'spec.versions[0].additionalPrinterColumns[0].jsonPath' must begin with '.' or '[', got \"spec.a\"; did you mean \".spec.a\"?",
        ],
      ],
    ],
    [
      'a scale outside of the spec',
      definition(
        'versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } }, subresources: { scale: { specReplicasPath: spec.replicas, statusReplicasPath: .status.replicas } } }]',
      ),
      [
        [
          '/spec/versions/0/subresources/scale/specReplicasPath',
          "'spec.versions[0].subresources.scale.specReplicasPath' must begin with '.spec.', got \"spec.replicas\"; correct it",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('custom-resource-definition', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['a definition', definition(plain)],
    [
      'a group of Kubernetes with an approval',
      definition(
        plain,
        'todos.example.k8s.io',
        'example.k8s.io',
        ', annotations: { api-approved.kubernetes.io: "https://github.com/kubernetes/enhancements/pull/1111" }',
      ),
    ],
    [
      'fields of any type',
      schema(
        '{ type: object, properties: { a: { x-kubernetes-preserve-unknown-fields: true }, b: { x-kubernetes-int-or-string: true } } }',
      ),
    ],
    [
      'a map of texts',
      schema('{ type: object, properties: { a: { type: object, additionalProperties: { type: string } } } }'),
    ],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('custom-resource-definition', yaml)).toEqual([]);
  });
});

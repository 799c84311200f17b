/** A definition that uses all that a schema of a custom resource can say. */
export const backupDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'backups.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Backup', plural: 'backups' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            required: ['spec'],
            properties: {
              spec: {
                type: 'object',
                required: ['schedule', 'copies'],
                properties: {
                  schedule: { type: 'string', minLength: 3, maxLength: 5, pattern: '^[a-z\\-]+$' },
                  copies: { type: 'integer', format: 'int32', minimum: 1, maximum: 9, default: 3 },
                  ratio: { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 1, exclusiveMaximum: true },
                  step: { type: 'integer', multipleOf: 5 },
                  total: { type: 'integer', format: 'int64' },
                  mode: { type: 'string', enum: ['Full', 'Delta'] },
                  level: { type: 'integer', enum: [1, 2] },
                  paused: { type: 'boolean' },
                  note: { type: 'string', nullable: true },
                  until: { type: 'string', format: 'date-time' },
                  key: { type: 'string', format: 'byte' },
                  port: { 'x-kubernetes-int-or-string': true },
                  tags: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
                  hooks: {
                    type: 'array',
                    minItems: 1,
                    maxItems: 3,
                    'x-kubernetes-list-type': 'map',
                    'x-kubernetes-list-map-keys': ['name', 'phase'],
                    items: {
                      type: 'object',
                      required: ['name'],
                      properties: { name: { type: 'string' }, phase: { type: 'string', default: 'before' } },
                    },
                  },
                  labels: { type: 'object', additionalProperties: { type: 'string' }, maxProperties: 2 },
                  limits: { type: 'object', minProperties: 1, additionalProperties: { type: 'integer' } },
                  options: {
                    type: 'object',
                    'x-kubernetes-preserve-unknown-fields': true,
                    properties: { fast: { type: 'boolean' } },
                  },
                  free: { 'x-kubernetes-preserve-unknown-fields': true },
                  template: {
                    type: 'object',
                    'x-kubernetes-embedded-resource': true,
                    'x-kubernetes-preserve-unknown-fields': true,
                  },
                  target: {
                    type: 'object',
                    properties: {
                      kind: { type: 'string', default: 'disk' },
                      bucket: { type: 'string' },
                      path: { type: 'string' },
                      url: { type: 'string' },
                    },
                    oneOf: [{ required: ['bucket'] }, { required: ['path'] }],
                    anyOf: [{ properties: { kind: { enum: ['disk'] } } }, { required: ['url'] }],
                    allOf: [{ properties: { bucket: { minLength: 2 } } }],
                    not: { required: ['path', 'url'] },
                  },
                },
              },
              status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
            },
          },
        },
      },
      { name: 'v1alpha1', served: false, storage: false, schema: { openAPIV3Schema: { type: 'object' } } },
    ],
  },
};

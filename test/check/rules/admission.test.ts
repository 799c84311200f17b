import { check } from 'cdk8s-patterns';
import { findingsOf } from '../support';

const object = (kind: string, spec: string): string => `apiVersion: admissionregistration.k8s.io/v1
kind: ${kind}
metadata: { name: web }
spec: { ${spec} }
`;
const policy = (spec: string): string => object('ValidatingAdmissionPolicy', spec);
const binding = (spec: string): string => object('ValidatingAdmissionPolicyBinding', `policyName: web, ${spec}`);
const rule = 'operations: [CREATE], apiGroups: [""], apiVersions: [v1]';
const matching = (resources: string): string =>
  `matchConstraints: { resourceRules: [{ ${rule}, resources: ${resources} }] }`;
const valid = 'validations: [{ expression: "true" }]';

describe('admission-policy', () => {
  test.each<[string, string, check.CheckOptions, [string, string][]]>([
    [
      'a policy without rules',
      policy(valid),
      { target: '1.37' },
      [
        [
          '/spec/matchConstraints/resourceRules',
          "'spec.matchConstraints.resourceRules' must not be empty, got nothing; say which objects it is for",
        ],
      ],
    ],
    [
      'a policy without validations',
      policy(matching('[pods]')),
      { target: '1.37' },
      [['/spec/validations', "'spec.validations' must not be empty without 'auditAnnotations', got nothing; add one"]],
    ],
    [
      'a policy for all and some',
      policy(`${matching('["*", pods]')}, ${valid}`),
      { target: '1.37' },
      [
        [
          '/spec/matchConstraints/resourceRules/0/resources',
          "'spec.matchConstraints.resourceRules[0].resources' must not have '*' or '*/*' beside what they contain, got [\"*\",\"pods\"]; write '*/*' alone",
        ],
      ],
    ],
    [
      'an empty expression',
      policy(`${matching('[pods]')}, validations: [{ expression: ' ' }]`),
      { target: '1.37' },
      [
        [
          '/spec/validations/0/expression',
          '\'spec.validations[0].expression\' must not be empty, got " "; write an expression',
        ],
      ],
    ],
    [
      'a message of two lines',
      policy(`${matching('[pods]')}, validations: [{ expression: 'true', message: "a\\nb" }]`),
      { target: '1.37' },
      [
        [
          '/spec/validations/0/message',
          '\'spec.validations[0].message\' must be one line, got "a\\nb"; join the lines',
        ],
      ],
    ],
    [
      'a binding that denies and warns',
      binding('validationActions: [Deny, Warn]'),
      { target: '1.37' },
      [
        [
          '/spec/validationActions',
          '\'spec.validationActions\' must not have both Deny and Warn, which say the same, got ["Deny","Warn"]; omit one of them',
        ],
      ],
    ],
    [
      'a binding that does nothing',
      binding('validationActions: []'),
      { target: '1.37' },
      [
        [
          '/spec/validationActions',
          "'spec.validationActions' must not be empty, got []; write 'validationActions: [Deny]'",
        ],
      ],
    ],
    [
      'one action twice',
      binding('validationActions: [Audit, Audit]'),
      { target: '1.37' },
      [['/spec/validationActions/1', '\'spec.validationActions[1]\' must stand once, got "Audit"; omit it']],
    ],
    [
      'parameters without a name',
      binding('validationActions: [Deny], paramRef: { parameterNotFoundAction: Deny }'),
      { target: '1.37' },
      [
        [
          '/spec/paramRef',
          "'spec.paramRef' must have 'name' or 'selector', got {\"parameterNotFoundAction\":\"Deny\"}; add one of them",
        ],
      ],
    ],
    [
      'parameters by name and by label',
      binding('validationActions: [Deny], paramRef: { name: a, selector: {}, parameterNotFoundAction: Deny }'),
      { target: '1.37' },
      [['/spec/paramRef/selector', "'spec.paramRef.selector' must be absent beside 'name', got {}; omit one of them"]],
    ],
    [
      'parameters that may be missing, without a word on what happens then',
      binding('validationActions: [Deny], paramRef: { name: a }'),
      { target: '1.37' },
      [
        [
          '/spec/paramRef/parameterNotFoundAction',
          "'spec.paramRef.parameterNotFoundAction' must be there, got nothing; write Deny or Allow",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, options, expected) => {
    expect(findingsOf('admission-policy', yaml, options)).toEqual(expected);
  });

  test.each<[string, string, check.CheckOptions]>([
    ['a policy', policy(`${matching('[pods]')}, ${valid}`), { target: '1.37' }],
    [
      'a policy that only notes',
      policy(`${matching('[pods]')}, auditAnnotations: [{ key: a, valueExpression: "'a'" }]`),
      { target: '1.37' },
    ],
    ['a policy for all, and all that is below', policy(`${matching('["*/*"]')}, ${valid}`), { target: '1.37' }],
    ['a binding that denies', binding('validationActions: [Deny, Audit]'), { target: '1.37' }],
  ])('takes %s', (_, yaml, options) => {
    expect(findingsOf('admission-policy', yaml, options)).toEqual([]);
  });
});

import { findingsOf } from '../support';
import { complaints, made, Sound, Wrong } from './cases';

describe('role-rule', () => {
  test.each<Wrong>([
    [
      'no verbs',
      made('Role', "rules: [{ apiGroups: [''], resources: [pods], verbs: [] }]"),
      '/rules/0/verbs',
      "'rules[0].verbs' must have at least one verb, got []; write [get, list, watch]",
    ],
    [
      'no API group',
      made('Role', 'rules: [{ resources: [pods], verbs: [get] }]'),
      '/rules/0/apiGroups',
      '\'rules[0].apiGroups\' must have at least one API group, got nothing; write [""] for Pods, Services and their like',
    ],
    [
      'no resources',
      made('Role', "rules: [{ apiGroups: [''], verbs: [get] }]"),
      '/rules/0/resources',
      '\'rules[0].resources\' must have at least one resource, got nothing; write [pods], or ["*"] for all',
    ],
    [
      'URLs in a Role',
      made('Role', 'rules: [{ nonResourceURLs: [/metrics], verbs: [get] }]'),
      '/rules/0/nonResourceURLs',
      '\'rules[0].nonResourceURLs\' must be absent in a Role, got ["/metrics"]; write a ClusterRole',
    ],
    [
      'URLs beside resources',
      made('ClusterRole', "rules: [{ nonResourceURLs: [/metrics], apiGroups: [''], resources: [pods], verbs: [get] }]"),
      '/rules/0/nonResourceURLs',
      "'rules[0].nonResourceURLs' must not stand beside 'apiGroups', 'resources' and 'resourceNames', got [\"/metrics\"]; make two rules",
    ],
    [
      'an aggregation of nothing',
      made('ClusterRole', 'aggregationRule: { clusterRoleSelectors: [] }, rules: []'),
      '/aggregationRule/clusterRoleSelectors',
      "'aggregationRule.clusterRoleSelectors' must have at least one selector, got []; add one, or remove 'aggregationRule'",
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('role-rule', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    ['URLs in a ClusterRole', made('ClusterRole', 'rules: [{ nonResourceURLs: [/metrics], verbs: [get] }]')],
    ['an aggregation', made('ClusterRole', 'aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: b } }] }')],
    [
      'any verb, resource and group',
      made('ClusterRole', "rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]"),
    ],
    ['no rules', made('Role', 'rules: []')],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('role-rule', yaml, target)).toEqual([]);
  });
});

describe('role-binding', () => {
  test.each<Wrong>([
    [
      'a ClusterRoleBinding of a Role',
      made('ClusterRoleBinding', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: web }'),
      '/roleRef/kind',
      '\'roleRef.kind\' must be ClusterRole, got "Role"; write a RoleBinding in the namespace of the Role',
    ],
    [
      'another API group of a role',
      made('RoleBinding', 'roleRef: { apiGroup: rbac.authorization.k8s.io/v1, kind: Role, name: web }'),
      '/roleRef/apiGroup',
      '\'roleRef.apiGroup\' must be rbac.authorization.k8s.io, got "rbac.authorization.k8s.io/v1"; correct it',
    ],
    [
      'an unknown kind of role',
      made('RoleBinding', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: role, name: web }'),
      '/roleRef/kind',
      '\'roleRef.kind\' must be Role or ClusterRole, got "role"; did you mean "Role"?',
    ],
    [
      'a role with a slash',
      made('RoleBinding', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: default/web }'),
      '/roleRef/name',
      "'roleRef.name' must not be '.' or '..', or contain '/' or '%', got \"default/web\"; write the name of a role",
    ],
    [
      'a role without a name',
      made('RoleBinding', "roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: '' }"),
      '/roleRef/name',
      '\'roleRef.name\' must not be empty, got ""; write the name of a role',
    ],
    [
      'an account of no namespace',
      made(
        'ClusterRoleBinding',
        'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }, subjects: [{ kind: ServiceAccount, name: web }]',
      ),
      '/subjects/0/namespace',
      "'subjects[0].namespace' must be the namespace of the ServiceAccount, got nothing; write it",
    ],
    [
      'an account with the group of roles',
      made(
        'RoleBinding',
        'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }, subjects: [{ kind: ServiceAccount, name: web, namespace: default, apiGroup: rbac.authorization.k8s.io }]',
      ),
      '/subjects/0/apiGroup',
      '\'subjects[0].apiGroup\' must be absent for a ServiceAccount, got "rbac.authorization.k8s.io"; remove it',
    ],
    [
      'an account with its namespace in the name',
      made(
        'RoleBinding',
        'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }, subjects: [{ kind: ServiceAccount, name: system:serviceaccount:default:web }]',
      ),
      '/subjects/0/name',
      "'subjects[0].name' must be at most 253 lower case letters, digits, '-' and '.', each part starting and ending with a letter or digit, got \"system:serviceaccount:default:web\"; write the name alone, and its namespace in its own field",
    ],
    [
      'an unknown kind of subject',
      made(
        'RoleBinding',
        'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }, subjects: [{ kind: Serviceaccount, name: web }]',
      ),
      '/subjects/0/kind',
      '\'subjects[0].kind\' must be ServiceAccount, User or Group, got "Serviceaccount"; did you mean "ServiceAccount"?',
    ],
    [
      'a user of another group',
      made(
        'RoleBinding',
        'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }, subjects: [{ kind: User, name: jane, apiGroup: v1 }]',
      ),
      '/subjects/0/apiGroup',
      '\'subjects[0].apiGroup\' must be rbac.authorization.k8s.io, got "v1"; correct it, or remove it',
    ],
    [
      'a user without a name',
      made(
        'RoleBinding',
        "roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }, subjects: [{ kind: User, name: '' }]",
      ),
      '/subjects/0/name',
      '\'subjects[0].name\' must not be empty, got ""; write the name of the subject',
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('role-binding', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'a RoleBinding of a ClusterRole',
      made('RoleBinding', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }'),
    ],
    [
      'a role with a colon',
      made(
        'ClusterRoleBinding',
        'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: system:auth-delegator }',
      ),
    ],
    [
      'an account of the namespace of the binding',
      made(
        'RoleBinding',
        'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }, subjects: [{ kind: ServiceAccount, name: web }]',
      ),
    ],
    [
      'a user and a group',
      made(
        'RoleBinding',
        "roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }, subjects: [{ kind: User, name: jane@example.com }, { kind: Group, name: 'system:serviceaccounts', apiGroup: rbac.authorization.k8s.io }]",
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('role-binding', yaml, target)).toEqual([]);
  });
});

describe('unknown-resource', () => {
  test.each<Wrong>([
    [
      'Deployments in the core group',
      made('Role', "rules: [{ apiGroups: [''], resources: [pods, deployments], verbs: [get] }]"),
      '/rules/0/resources/1',
      '\'rules[0].resources[1]\' must be a resource of the core group, got "deployments"; write it below apiGroups: ["apps"]',
    ],
    [
      'Pods in the group of apps',
      made('Role', 'rules: [{ apiGroups: [apps], resources: [pods], verbs: [get] }]'),
      '/rules/0/resources/0',
      '\'rules[0].resources[0]\' must be a resource of apps, got "pods"; write it below apiGroups: [""]',
    ],
    [
      'a resource by its kind',
      made('Role', "rules: [{ apiGroups: [''], resources: [Pod], verbs: [get] }]"),
      '/rules/0/resources/0',
      '\'rules[0].resources[0]\' must be a resource of the core group, got "Pod"; did you mean "pods"?',
    ],
    [
      'a resource in the singular',
      made('Role', 'rules: [{ apiGroups: [networking.k8s.io], resources: [ingress], verbs: [get] }]'),
      '/rules/0/resources/0',
      '\'rules[0].resources[0]\' must be a resource of networking.k8s.io, got "ingress"; did you mean "ingresses"?',
    ],
    [
      'a resource with a slip',
      made('Role', "rules: [{ apiGroups: [''], resources: [configmap], verbs: [get] }]"),
      '/rules/0/resources/0',
      '\'rules[0].resources[0]\' must be a resource of the core group, got "configmap"; did you mean "configmaps"?',
    ],
    [
      'a subresource with a slip',
      made('Role', "rules: [{ apiGroups: [''], resources: [pods/logs], verbs: [get] }]"),
      '/rules/0/resources/0',
      '\'rules[0].resources[0]\' must be a resource of the core group, got "pods/logs"; did you mean "pods/log"?',
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('unknown-resource', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'Pods and Deployments in both groups',
      made(
        'Role',
        "rules: [{ apiGroups: ['', apps], resources: [pods, deployments, pods/log, deployments/finalizers], verbs: [get] }]",
      ),
    ],
    [
      'Deployments in the core group, and in theirs',
      made(
        'Role',
        "rules: [{ apiGroups: [''], resources: [deployments], verbs: [get] }, { apiGroups: [apps], resources: [deployments], verbs: [get] }]",
      ),
    ],
    [
      'a group with resources of its own',
      made('Role', "rules: [{ apiGroups: ['', example.com], resources: [deployments, pod], verbs: [get] }]"),
    ],
    [
      'all resources, and all of a kind',
      made('ClusterRole', "rules: [{ apiGroups: [''], resources: ['*', '*/scale', pods/*], verbs: [get] }]"),
    ],
    [
      'what authorizers ask for',
      made(
        'ClusterRole',
        "rules: [{ apiGroups: [''], resources: [users, groups, nodes/metrics, nodes/stats], verbs: [get] }, { apiGroups: [certificates.k8s.io], resources: [signers], verbs: [approve] }, { apiGroups: [policy], resources: [podsecuritypolicies], verbs: [use] }]",
      ),
    ],
    ['a resource like no other', made('Role', "rules: [{ apiGroups: [''], resources: [widgets], verbs: [get] }]")],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('unknown-resource', yaml, target)).toEqual([]);
  });
});

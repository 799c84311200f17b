import { findingsOf } from '../support';
import { complaints, made, Sound, Wrong } from './cases';

describe('webhook', () => {
  test.each<Wrong>([
    [
      'neither a URL nor a Service',
      made(
        'ValidatingWebhookConfiguration',
        'webhooks: [{ name: a.example.com, sideEffects: None, admissionReviewVersions: [v1], clientConfig: {} }]',
      ),
      '/webhooks/0/clientConfig',
      "'webhooks[0].clientConfig' must have either 'url' or 'service', got {}; name the Service",
    ],
    [
      'both a URL and a Service',
      made(
        'ValidatingWebhookConfiguration',
        "webhooks: [{ name: a.example.com, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { url: 'https://example.com', service: { namespace: default, name: web } } }]",
      ),
      '/webhooks/0/clientConfig',
      '\'webhooks[0].clientConfig\' must have either \'url\' or \'service\', got {"url":"https://example.com","service":{"namespace":"default","name":"web"}}; remove one of them',
    ],
    [
      'a URL without encryption',
      made(
        'ValidatingWebhookConfiguration',
        "webhooks: [{ name: a.example.com, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { url: 'http://example.com' } }]",
      ),
      '/webhooks/0/clientConfig/url',
      '\'webhooks[0].clientConfig.url\' must be a URL that starts with https://, without user, query and fragment, got "http://example.com"; write one such as "https://example.com/check"',
    ],
    [
      'a name of two parts',
      made(
        'ValidatingWebhookConfiguration',
        "webhooks: [{ name: a.example, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { url: 'https://example.com' } }]",
      ),
      '/webhooks/0/name',
      '\'webhooks[0].name\' must be a DNS name of at least three parts, got "a.example"; write one such as "pods.example.com"',
    ],
    [
      'one name of two webhooks',
      made(
        'ValidatingWebhookConfiguration',
        "webhooks: [{ name: a.example.com, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { url: 'https://example.com' } }, { name: a.example.com, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { url: 'https://example.com' } }]",
      ),
      '/webhooks/1/name',
      '\'webhooks[1].name\' must differ from the names of the other webhooks, got "a.example.com"; rename one of them',
    ],
    [
      'an unknown version of reviews',
      made(
        'ValidatingWebhookConfiguration',
        "webhooks: [{ name: a.example.com, sideEffects: None, admissionReviewVersions: [v2], clientConfig: { url: 'https://example.com' } }]",
      ),
      '/webhooks/0/admissionReviewVersions',
      '\'webhooks[0].admissionReviewVersions\' must have v1 or v1beta1, got ["v2"]; write [v1]',
    ],
    [
      'unknown side effects',
      made(
        'ValidatingWebhookConfiguration',
        "webhooks: [{ name: a.example.com, sideEffects: Unknown, admissionReviewVersions: [v1], clientConfig: { url: 'https://example.com' } }]",
      ),
      '/webhooks/0/sideEffects',
      '\'webhooks[0].sideEffects\' must be None or NoneOnDryRun, got "Unknown"; use NoneOnDryRun if it has effects otherwise',
    ],
    [
      'a timeout of 31 seconds',
      made(
        'ValidatingWebhookConfiguration',
        "webhooks: [{ name: a.example.com, timeoutSeconds: 31, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { url: 'https://example.com' } }]",
      ),
      '/webhooks/0/timeoutSeconds',
      "'webhooks[0].timeoutSeconds' must be a whole number from 1 to 30, got 31; omit it for 10",
    ],
    [
      'port 65536 of a webhook',
      made(
        'ValidatingWebhookConfiguration',
        'webhooks: [{ name: a.example.com, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { service: { namespace: default, name: web, port: 65536 } } }]',
      ),
      '/webhooks/0/clientConfig/service/port',
      "'webhooks[0].clientConfig.service.port' must be a whole number from 1 to 65535, got 65536; omit it for 443",
    ],
    [
      'no operations',
      made(
        'ValidatingWebhookConfiguration',
        "webhooks: [{ name: a.example.com, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { url: 'https://example.com' }, rules: [{ apiGroups: [''], apiVersions: [v1], resources: [pods] }] }]",
      ),
      '/webhooks/0/rules/0/operations',
      '\'webhooks[0].rules[0].operations\' must have at least one value, got nothing; write ["*"] for all',
    ],
    [
      'all groups beside one',
      made(
        'ValidatingWebhookConfiguration',
        "webhooks: [{ name: a.example.com, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { url: 'https://example.com' }, rules: [{ operations: ['*'], apiGroups: ['', '*'], apiVersions: [v1], resources: [pods] }] }]",
      ),
      '/webhooks/0/rules/0/apiGroups/1',
      "'webhooks[0].rules[0].apiGroups[1]' must be alone: '*' means all, got \"*\"; remove it, or the others",
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('webhook', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'a URL with a path',
      made(
        'ValidatingWebhookConfiguration',
        "webhooks: [{ name: a.example.com, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { url: 'https://example.com:8443/check' } }]",
      ),
    ],
    [
      'two versions of reviews',
      made(
        'ValidatingWebhookConfiguration',
        "webhooks: [{ name: a.example.com, sideEffects: None, admissionReviewVersions: [v2, v1beta1], clientConfig: { url: 'https://example.com' } }]",
      ),
    ],
    [
      'a timeout of 30 seconds',
      made(
        'ValidatingWebhookConfiguration',
        "webhooks: [{ name: a.example.com, timeoutSeconds: 30, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { url: 'https://example.com' } }]",
      ),
    ],
    [
      'all of all',
      made(
        'ValidatingWebhookConfiguration',
        "webhooks: [{ name: a.example.com, sideEffects: None, admissionReviewVersions: [v1], clientConfig: { url: 'https://example.com' }, rules: [{ operations: ['*'], apiGroups: ['*'], apiVersions: ['*'], resources: ['*', '*/scale'] }] }]",
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('webhook', yaml, target)).toEqual([]);
  });
});

describe('api-service', () => {
  test.each<Wrong>([
    [
      'another name than version and group',
      made(
        'APIService',
        'spec: { group: example.com, version: v1, groupPriorityMinimum: 100, versionPriority: 100 }',
        'name: example.com',
      ),
      '/metadata/name',
      '\'metadata.name\' must be "v1.example.com", its version and group, got "example.com"; correct one of them',
    ],
    [
      'no check of the server of nothing',
      made(
        'APIService',
        'spec: { group: example.com, version: v1, groupPriorityMinimum: 100, versionPriority: 100, insecureSkipTLSVerify: true }',
        'name: v1.example.com',
      ),
      '/spec/insecureSkipTLSVerify',
      "'spec.insecureSkipTLSVerify' must be absent without 'service', got true; remove it",
    ],
    [
      'no check of the server beside a certificate',
      made(
        'APIService',
        'spec: { group: example.com, version: v1, groupPriorityMinimum: 100, versionPriority: 100, insecureSkipTLSVerify: true, caBundle: eA==, service: { namespace: default, name: web } }',
        'name: v1.example.com',
      ),
      '/spec/insecureSkipTLSVerify',
      "'spec.insecureSkipTLSVerify' must be absent beside 'caBundle', got true; remove it",
    ],
    [
      'a certificate for nothing',
      made(
        'APIService',
        'spec: { group: example.com, version: v1, groupPriorityMinimum: 100, versionPriority: 100, caBundle: eA== }',
        'name: v1.example.com',
      ),
      '/spec/caBundle',
      "'spec.caBundle' must be absent without 'service', got \"eA==\"; remove it",
    ],
    [
      'a priority of 0',
      made(
        'APIService',
        'spec: { group: example.com, version: v1, groupPriorityMinimum: 0, versionPriority: 100 }',
        'name: v1.example.com',
      ),
      '/spec/groupPriorityMinimum',
      "'spec.groupPriorityMinimum' must be a whole number from 1 to 20000, got 0; write 1000",
    ],
    [
      'a priority above 1000',
      made(
        'APIService',
        'spec: { group: example.com, version: v1, groupPriorityMinimum: 100, versionPriority: 1001 }',
        'name: v1.example.com',
      ),
      '/spec/versionPriority',
      "'spec.versionPriority' must be a whole number from 1 to 1000, got 1001; write 15",
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('api-service', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'an APIService',
      made(
        'APIService',
        'spec: { group: example.com, version: v1, groupPriorityMinimum: 100, versionPriority: 100, insecureSkipTLSVerify: true, service: { namespace: default, name: web, port: 443 } }',
        'name: v1.example.com',
      ),
    ],
    [
      'the highest priorities',
      made(
        'APIService',
        'spec: { group: example.com, version: v1, groupPriorityMinimum: 20000, versionPriority: 1000 }',
        'name: v1.example.com',
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('api-service', yaml, target)).toEqual([]);
  });
});

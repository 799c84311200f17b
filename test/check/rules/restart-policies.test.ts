import { findings, findingsOf } from '../support';
import { APP, pod, podWith, workload } from './pods';

describe('restart-policy', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'a policy of a container before 1.35',
      '1.34',
      podWith('restartPolicy: Always'),
      '/spec/containers/0/restartPolicy',
      "'spec.containers[0].restartPolicy' must not be set on a container before Kubernetes 1.35, got \"Always\"; use the pod's, or raise the target",
    ],
    [
      'a policy of an init container that does not restart, before 1.35',
      '1.34',
      pod(`${APP}, initContainers: [{ name: init, image: busybox, restartPolicy: OnFailure }]`),
      '/spec/initContainers/0/restartPolicy',
      '\'spec.initContainers[0].restartPolicy\' must be Always before Kubernetes 1.35, got "OnFailure"; omit it, or raise the target',
    ],
    [
      'a sidecar in 1.28',
      '1.28',
      pod(`${APP}, initContainers: [{ name: init, image: busybox, restartPolicy: Always }]`),
      '/spec/initContainers/0/restartPolicy',
      '\'spec.initContainers[0].restartPolicy\' must not be set unless the cluster has switched on SidecarContainers, which is off in Kubernetes 1.28, got "Always"; raise the target to 1.29',
    ],
    [
      'rules without a policy',
      '1.35',
      podWith('restartPolicyRules: [{ action: Restart, exitCodes: { operator: In, values: [1] } }]'),
      '/spec/containers/0/restartPolicy',
      "'spec.containers[0].restartPolicy' must be set beside 'restartPolicyRules', got nothing; write Always, OnFailure or Never",
    ],
    [
      'a restart for other resources in a pod that restarts nothing',
      '1.33',
      podWith('resizePolicy: [{ resourceName: cpu, restartPolicy: RestartContainer }]', 'restartPolicy: Never'),
      '/spec/containers/0/resizePolicy/0/restartPolicy',
      "'spec.containers[0].resizePolicy[0].restartPolicy' must be NotRequired beside 'restartPolicy: Never', got \"RestartContainer\"; write 'NotRequired'",
    ],
  ];
  const right: [string, string, string][] = [
    [
      'a sidecar in 1.29',
      '1.29',
      pod(`${APP}, initContainers: [{ name: init, image: busybox, restartPolicy: Always }]`),
    ],
    ['a policy of a container in 1.35', '1.35', podWith('restartPolicy: Never')],
    ['a pod that ends', '1.27', pod(`${APP}, restartPolicy: Never, activeDeadlineSeconds: 60`)],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['restart-policy', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });

  const lasting = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'];

  test.each(lasting)('finds pods of a %s that do not restart', (kind) => {
    expect(findingsOf('restart-policy', workload(kind, `${APP}, restartPolicy: Never`))).toEqual([
      [
        '/spec/template/spec/restartPolicy',
        `'spec.template.spec.restartPolicy' must be Always in a ${kind}, got "Never"; omit it, or use a Job for what ends`,
      ],
    ]);
  });

  test.each(lasting)('finds a deadline of the pods of a %s', (kind) => {
    expect(findingsOf('restart-policy', workload(kind, `${APP}, activeDeadlineSeconds: 60`))).toEqual([
      [
        '/spec/template/spec/activeDeadlineSeconds',
        `'spec.template.spec.activeDeadlineSeconds' must not be set in a ${kind}, got 60; omit it, or use a Job`,
      ],
    ]);
  });

  test.each(lasting)('accepts pods of a %s that restart', (kind) => {
    expect(findingsOf('restart-policy', workload(kind, `${APP}, restartPolicy: Always`))).toEqual([]);
  });

  const job = (spec: string): string =>
    `apiVersion: batch/v1\nkind: Job\nmetadata: { name: once }\nspec: { template: { spec: { ${spec} } } }`;
  const cronJob = (spec: string): string =>
    `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: daily }\nspec: { schedule: "0 0 * * *", jobTemplate: { spec: { template: { spec: { ${spec} } } } } }`;

  test('finds a Job without a policy', () => {
    expect(findings(job(APP))).toEqual([
      [
        'restart-policy',
        '/spec/template/spec/restartPolicy',
        `'spec.template.spec.restartPolicy' must be OnFailure or Never in a Job, got nothing; write OnFailure, or Never to keep failed pods`,
      ],
    ]);
  });

  test('finds a CronJob whose pods always restart', () => {
    expect(findings(cronJob(`${APP}, restartPolicy: Always`))).toEqual([
      [
        'restart-policy',
        '/spec/jobTemplate/spec/template/spec/restartPolicy',
        `'spec.jobTemplate.spec.template.spec.restartPolicy' must be OnFailure or Never in a CronJob, got "Always"; write OnFailure, or Never to keep failed pods`,
      ],
    ]);
  });

  test.each(['OnFailure', 'Never'])('accepts jobs with the policy %s', (policy) => {
    const spec = `${APP}, restartPolicy: ${policy}, activeDeadlineSeconds: 60`;
    expect([findings(job(spec)), findings(cronJob(spec))]).toEqual([[], []]);
  });

  test('accepts any policy in a PodTemplate', () => {
    const yaml = `apiVersion: v1\nkind: PodTemplate\nmetadata: { name: web }\ntemplate: { spec: { ${APP}, restartPolicy: Never } }`;
    expect(findings(yaml)).toEqual([]);
  });
});

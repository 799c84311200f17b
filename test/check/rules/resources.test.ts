import { findings } from '../support';
import { pod, podWith } from './pods';

describe('resource-quantity', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'a negative amount',
      '1.27',
      podWith('resources: { requests: { cpu: -1 } }'),
      '/spec/containers/0/resources/requests/cpu',
      "'spec.containers[0].resources.requests.cpu' must not be negative, got -1; write a positive amount, or omit it",
    ],
    [
      'a resource in capitals',
      '1.27',
      podWith('resources: { limits: { Memory: 1Gi } }'),
      '/spec/containers/0/resources/limits/Memory',
      '\'spec.containers[0].resources.limits.Memory\' must be an amount of cpu, memory, ephemeral-storage, hugepages-<size> or <domain>/<resource>, got an amount of "Memory"; did you mean "memory"?',
    ],
    [
      'a device without its domain',
      '1.27',
      podWith('resources: { limits: { gpu: 1 } }'),
      '/spec/containers/0/resources/limits/gpu',
      '\'spec.containers[0].resources.limits.gpu\' must be an amount of cpu, memory, ephemeral-storage, hugepages-<size> or <domain>/<resource>, got an amount of "gpu"; write its whole name, such as nvidia.com/gpu',
    ],
    [
      'storage, which only claims have',
      '1.27',
      podWith('resources: { requests: { storage: 1Gi } }'),
      '/spec/containers/0/resources/requests/storage',
      '\'spec.containers[0].resources.requests.storage\' must be an amount of cpu, memory, ephemeral-storage, hugepages-<size> or <domain>/<resource>, got an amount of "storage"; did you mean "ephemeral-storage"?',
    ],
    [
      'half a device',
      '1.27',
      podWith('resources: { limits: { nvidia.com/gpu: 500m } }'),
      '/spec/containers/0/resources/limits/nvidia.com~1gpu',
      '\'spec.containers[0].resources.limits["nvidia.com/gpu"]\' must be a whole number, got "500m"; write how many the container needs',
    ],
    [
      'huge pages without memory',
      '1.27',
      podWith('resources: { limits: { hugepages-2Mi: 4Mi } }'),
      '/spec/containers/0/resources',
      '\'spec.containers[0].resources\' must have \'cpu\' or \'memory\' beside huge pages, got {"limits":{"hugepages-2Mi":"4Mi"}}; add a limit of memory',
    ],
    [
      'a part of a huge page',
      '1.27',
      podWith('resources: { limits: { hugepages-2Mi: 3Mi, memory: 1Gi } }'),
      '/spec/containers/0/resources/limits/hugepages-2Mi',
      '\'spec.containers[0].resources.limits.hugepages-2Mi\' must be a multiple of the size of the pages, got "3Mi"; write a multiple of 2Mi',
    ],
    [
      'a limit in thousandths of a byte',
      '1.27',
      podWith('resources: { limits: { memory: 512m } }'),
      '/spec/containers/0/resources/limits/memory',
      '\'spec.containers[0].resources.limits.memory\' must be enough for a process to start (m means thousandths of a byte), got "512m"; did you mean "512Mi"?',
    ],
    [
      'a limit in plain bytes',
      '1.27',
      podWith('resources: { limits: { memory: 128 } }'),
      '/spec/containers/0/resources/limits/memory',
      '\'spec.containers[0].resources.limits.memory\' must be enough for a process to start (m means thousandths of a byte), got 128; did you mean "128Mi"?',
    ],
    [
      'a claim that the pod does not have',
      '1.34',
      podWith('resources: { claims: [{ name: gpu }] }'),
      '/spec/containers/0/resources/claims/0/name',
      "'spec.containers[0].resources.claims[0].name' must be one of the pod's resource claims (none), got \"gpu\"; add it to 'resourceClaims' of the pod",
    ],
  ];
  const right: [string, string, string][] = [
    [
      'amounts in all notations',
      '1.27',
      podWith(
        'resources: { requests: { cpu: 0.5, memory: 1e6, ephemeral-storage: 1Gi }, limits: { cpu: 1500m, memory: "1.5Gi", ephemeral-storage: 2G, nvidia.com/gpu: 1, hugepages-2Mi: 4Mi } }',
      ),
    ],
    ['a request in thousandths of a byte', '1.27', podWith('resources: { requests: { memory: 512m } }')],
    ['no limit', '1.27', podWith('resources: { limits: { memory: 0 } }')],
    ['a limit of one page', '1.27', podWith('resources: { limits: { memory: 4Ki } }')],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['resource-quantity', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });
});

describe('requests-over-limits', () => {
  const wrong: [string, string, string, string, string][] = [
    [
      'a request above its limit',
      '1.27',
      podWith('resources: { requests: { cpu: "2" }, limits: { cpu: 500m } }'),
      '/spec/containers/0/resources/requests/cpu',
      '\'spec.containers[0].resources.requests.cpu\' must be at most the limit 500m, got "2"; lower the request, or raise the limit',
    ],
    [
      'a request of one byte more',
      '1.27',
      podWith('resources: { requests: { memory: 1025Mi }, limits: { memory: 1Gi } }'),
      '/spec/containers/0/resources/requests/memory',
      '\'spec.containers[0].resources.requests.memory\' must be at most the limit 1Gi, got "1025Mi"; lower the request, or raise the limit',
    ],
    [
      'fewer devices than the limit',
      '1.27',
      podWith('resources: { requests: { nvidia.com/gpu: 1 }, limits: { nvidia.com/gpu: 2 } }'),
      '/spec/containers/0/resources/requests/nvidia.com~1gpu',
      '\'spec.containers[0].resources.requests["nvidia.com/gpu"]\' must equal the limit 2, got 1; write 2, or only the limit',
    ],
    [
      'devices without a limit',
      '1.27',
      podWith('resources: { requests: { nvidia.com/gpu: 1 } }'),
      '/spec/containers/0/resources/requests/nvidia.com~1gpu',
      "'spec.containers[0].resources.requests[\"nvidia.com/gpu\"]' must have a limit of the same amount, got 1; add nvidia.com/gpu to 'limits'",
    ],
    [
      'containers that ask for more than the pod',
      '1.34',
      pod(
        'resources: { requests: { cpu: 1 } }, containers: [{ name: a, image: nginx, resources: { requests: { cpu: 600m } } }, { name: b, image: nginx, resources: { limits: { cpu: 500m } } }]',
      ),
      '/spec/resources/requests/cpu',
      "'spec.resources.requests.cpu' must be at least what the containers request together, got 1; raise it, or lower theirs",
    ],
    [
      'a limit above that of the pod',
      '1.34',
      pod(
        'resources: { limits: { memory: 1Gi } }, containers: [{ name: a, image: nginx, resources: { limits: { memory: 2Gi } } }]',
      ),
      '/spec/containers/0/resources/limits/memory',
      '\'spec.containers[0].resources.limits.memory\' must be at most the limit of the pod, 1Gi, got "2Gi"; lower it, or raise that of the pod',
    ],
  ];
  const right: [string, string, string][] = [
    [
      'a request that equals its limit in another notation',
      '1.27',
      podWith('resources: { requests: { cpu: 0.5, memory: 1024Mi }, limits: { cpu: 500m, memory: 1Gi } }'),
    ],
    ['a limit alone', '1.27', podWith('resources: { limits: { nvidia.com/gpu: 1, memory: 1Gi } }')],
  ];

  test.each(wrong)('finds %s', (_, target, yaml, pointer, message) => {
    expect(findings(yaml, { target })).toEqual([['requests-over-limits', pointer, message]]);
  });

  test.each(right)('accepts %s', (_, target, yaml) => {
    expect(findings(yaml, { target })).toEqual([]);
  });
});

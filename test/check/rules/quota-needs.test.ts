import { all, pod } from '../manifests';
import { findingsOf } from '../support';

const object = (kind: string, spec: string): string => `apiVersion: v1
kind: ${kind}
metadata: { name: team }
spec: { ${spec} }
`;
const quota = (hard: string, rest = ''): string => object('ResourceQuota', `hard: { ${hard} }${rest}`);
const limits = (item: string): string => object('LimitRange', `limits: [{ ${item} }]`);
const container = (resources: string): string => pod({ container: `resources: { ${resources} }` });
const claim = (size: string): string =>
  object('PersistentVolumeClaim', `accessModes: [ReadWriteOnce], resources: { requests: { storage: ${size} } }`);

describe('quota-needs-requests', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a container without a request',
      all(quota('requests.cpu: 1'), pod()),
      [
        [
          '/spec/containers/0',
          "'spec.containers[0]' must have requests.cpu, which ResourceQuota team counts in namespace default, got none; add it, or a LimitRange with defaults",
        ],
      ],
    ],
    [
      'a container with another request',
      all(quota('requests.cpu: 1, limits.memory: 1Gi'), container('requests: { memory: 1Mi }')),
      [
        [
          '/spec/containers/0/resources',
          "'spec.containers[0].resources' must have requests.cpu, limits.memory, which ResourceQuota team counts in namespace default, got none; add it, or a LimitRange with defaults",
        ],
      ],
    ],
    [
      'a request for a limit',
      all(quota('limits.cpu: 1'), container('requests: { cpu: 1m }')),
      [
        [
          '/spec/containers/0/resources',
          "'spec.containers[0].resources' must have limits.cpu, which ResourceQuota team counts in namespace default, got none; add it, or a LimitRange with defaults",
        ],
      ],
    ],
    [
      'a default request for a limit',
      all(quota('limits.cpu: 1'), limits('type: Container, defaultRequest: { cpu: 1 }'), pod()),
      [
        [
          '/spec/containers/0',
          "'spec.containers[0]' must have limits.cpu, which ResourceQuota team counts in namespace default, got none; add it, or a LimitRange with defaults",
        ],
      ],
    ],
    [
      'an init container without a request',
      all(
        quota('requests.cpu: 1'),
        pod({ container: 'resources: { requests: { cpu: 1 } }', spec: 'initContainers: [{ name: init, image: a }]' }),
      ),
      [
        [
          '/spec/initContainers/0',
          "'spec.initContainers[0]' must have requests.cpu, which ResourceQuota team counts in namespace default, got none; add it, or a LimitRange with defaults",
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('quota-needs-requests', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['a container with the request', all(quota('requests.cpu: 1'), container('requests: { cpu: 1m }'))],
    ['a limit for a request', all(quota('cpu: 1'), container('limits: { cpu: 1m }'))],
    ['a default limit', all(quota('limits.cpu: 1'), limits('type: Container, default: { cpu: 1 }'), pod())],
    ['a quota of other things', all(quota('pods: 1, requests.storage: 1Gi'), pod())],
    ['a quota of some pods only', all(quota('requests.cpu: 1', ', scopes: [Terminating]'), pod())],
    ['a pod of another namespace', all(quota('requests.cpu: 1'), pod({ namespace: 'other' }))],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('quota-needs-requests', yaml)).toEqual([]);
  });
});

describe('limit-range-bounds', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'a limit above the maximum',
      all(limits('type: Container, max: { memory: 1Gi }'), container('limits: { memory: 1025Mi }')),
      [
        [
          '/spec/containers/0/resources/limits/memory',
          '\'spec.containers[0].resources.limits.memory\' must be at most 1Gi, as LimitRange team in namespace default says, got "1025Mi"; lower it, or raise the maximum',
        ],
      ],
    ],
    [
      'a request above the maximum',
      all(limits('type: Container, max: { cpu: 1 }'), container('requests: { cpu: 1.5 }')),
      [
        [
          '/spec/containers/0/resources/requests/cpu',
          "'spec.containers[0].resources.requests.cpu' must be at most 1, as LimitRange team in namespace default says, got 1.5; lower it, or raise the maximum",
        ],
      ],
    ],
    [
      'a request below the minimum',
      all(limits('type: Container, min: { cpu: 100m }'), container('requests: { cpu: 0.099 }')),
      [
        [
          '/spec/containers/0/resources/requests/cpu',
          "'spec.containers[0].resources.requests.cpu' must be at least 100m, as LimitRange team in namespace default says, got 0.099; raise it, or lower the minimum",
        ],
      ],
    ],
    [
      'a limit of more times the request',
      all(
        limits('type: Container, maxLimitRequestRatio: { cpu: 2 }'),
        container('requests: { cpu: 1 }, limits: { cpu: 2001m }'),
      ),
      [
        [
          '/spec/containers/0/resources/limits/cpu',
          '\'spec.containers[0].resources.limits.cpu\' must be at most 2 times the request, as LimitRange team says, got "2001m"; lower it, or raise the request',
        ],
      ],
    ],
    [
      'limits above the maximum of the pod',
      all(
        limits('type: Pod, max: { cpu: 1 }'),
        pod({
          container: 'resources: { limits: { cpu: 1 } }',
          spec: 'initContainers: [{ name: a, image: a, restartPolicy: Always, resources: { limits: { cpu: 1m } } }]',
        }),
      ),
      [
        [
          '/spec/containers',
          "'spec.containers' must limit cpu to 1 in all, as LimitRange team says, got 1.001; lower the limits, or raise the maximum",
        ],
      ],
    ],
    [
      'no limit under a maximum of the pod',
      all(limits('type: Pod, max: { cpu: 1 }'), pod()),
      [
        [
          '/spec/containers',
          "'spec.containers' must limit cpu to 1 in all, as LimitRange team says, got no limit; add 'resources.limits.cpu'",
        ],
      ],
    ],
    [
      'a claim above the maximum',
      all(limits('type: PersistentVolumeClaim, max: { storage: 1Gi }'), claim('2Gi')),
      [
        [
          '/spec/resources/requests/storage',
          '\'spec.resources.requests.storage\' must be at most 1Gi, as LimitRange team in namespace default says, got "2Gi"; lower it, or raise the maximum',
        ],
      ],
    ],
  ])('finds %s', (_, yaml, expected) => {
    expect(findingsOf('limit-range-bounds', yaml)).toEqual(expected);
  });

  test.each<[string, string]>([
    [
      'a limit of the maximum',
      all(limits('type: Container, max: { memory: 1Gi }'), container('limits: { memory: 1024Mi }')),
    ],
    [
      'a request of the minimum',
      all(limits('type: Container, min: { cpu: 100m }'), container('requests: { cpu: 0.1 }')),
    ],
    [
      'a limit of as many times the request',
      all(
        limits('type: Container, maxLimitRequestRatio: { cpu: 2 }'),
        container('requests: { cpu: 1 }, limits: { cpu: 2 }'),
      ),
    ],
    ['limits of the maximum of the pod', all(limits('type: Pod, max: { cpu: 1 }'), container('limits: { cpu: 1 }'))],
    ['a claim of the maximum', all(limits('type: PersistentVolumeClaim, max: { storage: 1Gi }'), claim('1Gi'))],
  ])('takes %s', (_, yaml) => {
    expect(findingsOf('limit-range-bounds', yaml)).toEqual([]);
  });
});

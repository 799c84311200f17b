import { Size } from 'cdk8s';
import { k8s, PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import { checkClaim, ClaimRequest, claimSpec } from '../../src/private/claim-spec';
import { messageOf, newChart } from '../support';

const rendered = (request: ClaimRequest): unknown => k8s.toJson_PersistentVolumeClaimSpec(claimSpec(request));

test('asks for one node and the default class', () => {
  expect(rendered({ storage: Size.gibibytes(1) })).toEqual({
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
  });
});

test('asks for what it is told', () => {
  const request: Required<ClaimRequest> = {
    storage: Size.mebibytes(1536),
    accessModes: [PersistentVolumeAccessMode.READ_ONLY_MANY, PersistentVolumeAccessMode.READ_WRITE_MANY],
    storageClassName: 'fast',
  };
  expect(rendered(request)).toEqual({
    accessModes: ['ReadOnlyMany', 'ReadWriteMany'],
    resources: { requests: { storage: '1536Mi' } },
    storageClassName: 'fast',
  });
});

test('keeps the empty class, which means none', () => {
  expect(rendered({ storage: Size.gibibytes(1), storageClassName: '' })).toHaveProperty('storageClassName', '');
});

test.each<[string, unknown, string]>([
  ['a text', '1Gi', '"1Gi"'],
  ['nothing', undefined, 'undefined'],
])('fails for %s in place of a size', (_, storage, got) => {
  expect(messageOf(() => checkClaim(newChart(), { storage: storage as Size }, 'data.'))).toBe(
    `[app] 'data.storage' must be a Size of cdk8s, got ${got}; write Size.gibibytes(1) or the like`,
  );
});

test('copies the modes', () => {
  const accessModes = [PersistentVolumeAccessMode.READ_WRITE_ONCE];
  expect(claimSpec({ storage: Size.gibibytes(1), accessModes }).accessModes).not.toBe(accessModes);
});

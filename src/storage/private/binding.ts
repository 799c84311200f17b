import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { invalid, shown } from '../../private/errors';
import { kibibytes, sizeQuantity } from '../../private/quantities';

/** What a claim asks of a volume. */
export interface Request {
  readonly storage: Size;
  readonly accessModes?: kplus.PersistentVolumeAccessMode[];
  /** Absent for the default class. */
  readonly storageClassName?: string;
  readonly volumeMode?: kplus.PersistentVolumeMode;
  /** The volume that it wants, and no other. */
  readonly volume?: kplus.IPersistentVolume;
}

/** What a volume offers. */
export interface Offer {
  readonly name: string;
  readonly storage: Size;
  readonly accessModes: kplus.PersistentVolumeAccessMode[];
  readonly storageClassName: string;
  readonly volumeMode: kplus.PersistentVolumeMode;
}

const requests = new WeakMap<IConstruct, Request>();

/** Remembers what a claim of this library asks for. */
export function rememberRequest(claim: IConstruct, request: Request): void {
  requests.set(claim, { ...request, accessModes: request.accessModes && [...request.accessModes] });
}

/** What a claim asks for, if this library made it. */
export function requestOf(claim: IConstruct): Request | undefined {
  return requests.get(claim);
}

/** Fails where the volume controller would never bind the claim to the volume: the claim would stay pending. */
export function checkFits(scope: IConstruct, request: Request, volume: Offer, of = ''): void {
  const { storage, accessModes = [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE] } = request;
  const { storageClassName, volumeMode = kplus.PersistentVolumeMode.FILE_SYSTEM } = request;
  const fail = (prop: string, rule: string, got: string, wayOut: string): Error =>
    invalid(scope, `'${prop}'${of} must be ${rule}, got ${got}`, wayOut);
  if (kibibytes(storage) > kibibytes(volume.storage)) {
    const most = `at most the size of volume ${volume.name} (${sizeQuantity(volume.storage)})`;
    throw fail('storage', most, sizeQuantity(storage), 'ask for less, or use a larger volume');
  }
  const other = accessModes.find((mode) => !volume.accessModes.includes(mode));
  if (other !== undefined) {
    const modes = `modes of volume ${volume.name} (${volume.accessModes.join(', ')})`;
    throw fail('accessModes', modes, shown(other), 'correct one of them');
  }
  if (storageClassName !== volume.storageClassName) {
    const got = storageClassName === undefined ? 'nothing, which is the default class' : shown(storageClassName);
    throw fail(
      'storageClassName',
      `that of volume ${volume.name} (${shown(volume.storageClassName)})`,
      got,
      'use that',
    );
  }
  if (volumeMode !== volume.volumeMode) {
    throw fail('volumeMode', `that of volume ${volume.name} (${volume.volumeMode})`, volumeMode, 'correct one of them');
  }
}

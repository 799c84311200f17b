import { IConstruct } from 'constructs';
import { invalid, shown } from '../../private/errors';

/** What an image of Postgres asks of its pod. */
export interface PostgresImage {
  readonly image: string;
  readonly major: number;
  /** The number of the user `postgres`, which owns the data. */
  readonly user: number;
  /** Where the volume is mounted, and the data directory below it. */
  readonly mountPath: string;
  readonly pgdata: string;
}

const OLDEST = 10;

/** Takes the given major version, or reads it from the tag. */
export function postgresImage(scope: IConstruct, image: string, majorVersion: number | undefined): PostgresImage {
  const [, official, tag] = /^(?:.*\/)?(?:(postgres)|[^:/]+):(\d+)[^/]*$/.exec(image.replace(/@.*/, '')) ?? [];
  const major = majorVersion ?? (tag === undefined ? undefined : Number(tag));
  if (major === undefined) {
    throw invalid(
      scope,
      `'majorVersion' must be given for an image whose tag does not begin with it, got ${shown(image)}`,
      'give it, such as 15',
    );
  }
  if (!Number.isInteger(major) || major < OLDEST) {
    throw invalid(scope, `'majorVersion' must be ${OLDEST} or newer, got ${major}`, 'use a newer Postgres');
  }
  // Other images may count versions of their own.
  if (official !== undefined && Number(tag) !== major) {
    throw invalid(scope, `'majorVersion' must be that of the image ${shown(image)}, got ${major}`, 'omit it');
  }
  const alpine = image.includes('alpine');
  const { mountPath, pgdata } = dataDirectory(major);
  return { image, major, user: alpine ? 70 : 999, mountPath, pgdata };
}

/** Images from 18 on keep their data elsewhere. The data is a folder below the mount, which may hold `lost+found`. */
function dataDirectory(major: number): { mountPath: string; pgdata: string } {
  return major >= 18
    ? { mountPath: '/var/lib/postgresql', pgdata: `/var/lib/postgresql/${major}/docker` }
    : { mountPath: '/var/lib/postgresql/data', pgdata: '/var/lib/postgresql/data/pgdata' };
}

import * as kplus from 'cdk8s-plus-27';
import * as storage from '../storage';
import { ContainerProps } from './container';
import { check, relativePath } from '../private/rules';
import { BUSYBOX, escaped, quoted, untilTerminated } from './private/shell';

/** Properties for `LogAdapter.container`. */
export interface LogAdapterProps {
  /** The volume that the application writes its log to; mount the same object in the application. */
  readonly volume: storage.Volume;
  /** The log file, relative to the root of the volume. */
  readonly file: string;
  /**
   * The name of the container.
   * @default 'logger'
   */
  readonly name?: string;
  /**
   * Where the volume is mounted, read-only.
   * @default '/logs-ro'
   */
  readonly mountPath?: string;
  /**
   * An image with `sh` and `tail`.
   * @default 'busybox:1.37.0'
   */
  readonly image?: string;
  /**
   * What the container asks for and may use at most.
   * @default - nothing asked for, no limit
   */
  readonly resources?: kplus.ContainerResources;
}

/**
 * A container that prints a log file of the application, so that `kubectl logs` and log collectors see it. It starts at
 * the first line, waits for a file that is not there yet, and follows it when it is rotated; after a restart of this
 * container the lines come again.
 * Source: Learn Kubernetes in a Month of Lunches, 7.3.
 */
export class LogAdapter {
  /** The container, for `sidecars` or `containers`. */
  public static container(props: LogAdapterProps): ContainerProps {
    const mountPath = props.mountPath ?? '/logs-ro';
    check('LogAdapter', 'file', props.file, relativePath, 'write it below the root of the volume');
    const file = escaped(quoted(`${mountPath}/${props.file}`));
    return {
      name: props.name ?? 'logger',
      image: props.image ?? BUSYBOX,
      command: ['sh', '-c', untilTerminated(`tail -n +1 -F ${file}`)],
      mounts: [props.volume.at(mountPath, { readOnly: true })],
      resources: props.resources,
    };
  }

  private constructor() {
    // A name for functions, never made.
  }
}

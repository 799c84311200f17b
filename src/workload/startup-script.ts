import { posix } from 'node:path';
import * as kplus from 'cdk8s-plus-27';
import { invalid, shown } from '../private/errors';
import { absolutePath, check } from '../private/rules';
import * as storage from '../storage';
import { ContainerProps } from './container';
import { BUSYBOX, escaped, quoted } from './private/shell';
import { variableText } from './private/texts';

/** Properties for `StartupScript`. */
export interface StartupScriptProps {
  /** The script, as it stands. Its first line names the program of the image that runs it: `#!/bin/sh`. */
  readonly script: string;
  /**
   * The path under which the application starts it. The folder of the path hides what the image has there: use one that
   * the image lacks. Fails for a file in the root folder.
   * @default '/init/startup.sh'
   */
  readonly path?: string;
  /**
   * The name of the container that writes the script.
   * @default 'init-script'
   */
  readonly name?: string;
  /**
   * The name of the volume that holds it.
   * @default 'init-dir'
   */
  readonly volumeName?: string;
  /**
   * An image with `sh` and `chmod`.
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
 * A script that starts an application, where its image has none: a container that runs before the application writes it
 * into a volume of both and makes it executable. So all applications of a platform can start in the same way. The script
 * runs in the working directory of the image; its last line should be `exec` and the program, so that signals arrive.
 * Fails when the first line of the script names no program.
 * Source: Learn Kubernetes in a Month of Lunches, 7.6.
 *
 * @example
 *
 * const startup = new workload.StartupScript({ script: '#!/bin/sh\nexec dotnet Pi.Web.dll -m web\n' });
 * new workload.Deployment(chart, 'Web', {
 *   initContainers: [startup.container],
 *   containers: [startup.start({ image: 'kiamol/ch05-pi' })],
 * });
 */
export class StartupScript {
  /** The container that writes the script, for `initContainers`. */
  public readonly container: ContainerProps;
  private readonly path: string;
  private readonly mount: storage.VolumeMount;

  constructor(props: StartupScriptProps) {
    this.path = checkedPath(props.path ?? '/init/startup.sh');
    checkScript(props.script);
    const volume = storage.Volume.emptyDir(props.volumeName ?? 'init-dir');
    const folder = posix.dirname(this.path);
    this.mount = volume.at(folder, { readOnly: true });
    const file = quoted(this.path);
    this.container = {
      name: props.name ?? 'init-script',
      image: props.image ?? BUSYBOX,
      command: ['sh', '-c', escaped(`printf '%s' "$SCRIPT" > ${file} && chmod +x ${file}`)],
      env: { SCRIPT: escaped(props.script) },
      mounts: [volume.at(folder)],
      resources: props.resources,
    };
  }

  /** The application, started by the script; use each in the pods of `container`. Fails when it has a command. */
  public start(application: ContainerProps): ContainerProps {
    if (application.command !== undefined) {
      const problem = `'command' must not be set beside a startup script, got ${shown(application.command)}`;
      throw invalid('StartupScript', problem, 'write it into the script');
    }
    return { ...application, command: [escaped(this.path)], mounts: [...(application.mounts ?? []), this.mount] };
  }
}

function checkedPath(path: string): string {
  check('StartupScript', 'path', path, absolutePath, 'write the path from the root of the container');
  if (posix.normalize(path) !== path || path.endsWith('/') || posix.dirname(path) === '/') {
    throw invalid(
      'StartupScript',
      `'path' must be a file in a folder of its own, got ${shown(path)}`,
      "write it like '/init/startup.sh'",
    );
  }
  return path;
}

function checkScript(script: string): void {
  check('StartupScript', 'script', script ?? null, variableText, 'give a shorter script');
  // A carriage return would belong to the name of the program.
  if (!/^#![ \t]*\/[^\s]+[^\r\n]*(\n|$)/.test(script)) {
    const first = script.split('\n', 1)[0];
    throw invalid(
      'StartupScript',
      `'script' must name its program in its first line, got ${shown(first)}`,
      "begin it with '#!/bin/sh'",
    );
  }
}

import { IConstruct } from 'constructs';
import { isObject } from '../../private/json';
import { check, Rule } from '../../private/rules';
import { checkShape, has, list, text } from '../../private/shapes';
import { ContainerProps } from '../container';
import { PodProps } from '../pod-props';

/** Fails where the containers and their mounts are not of the types that they have. */
export function checkShapes(scope: IConstruct, props: PodProps): void {
  checkShape(scope, 'containers', props.containers, list, 'name at least one container in it');
  for (const prop of ['containers', 'initContainers', 'sidecars'] as const) {
    check(scope, prop, props[prop], list, 'put the containers into one');
    for (const [i, container] of (props[prop] ?? []).entries()) checkContainer(scope, `${prop}[${i}]`, container);
  }
}

function checkContainer(scope: IConstruct, prop: string, container: ContainerProps): void {
  checkShape(scope, prop, container, containerShape, "write { image: 'nginx:1.30.6-alpine' }");
  checkShape(scope, `${prop}.image`, container.image, text, "name the image: 'nginx:1.30.6-alpine'");
  check(scope, `${prop}.mounts`, container.mounts, list, "write [volume.at('/data')]");
  for (const [i, mount] of (container.mounts ?? []).entries()) {
    const wayOut = has(mount, 'at') ? "write volume.at('/data')" : "make it with storage.Volume: volume.at('/data')";
    checkShape(scope, `${prop}.mounts[${i}]`, mount, mountShape, wayOut);
  }
}

const containerShape: Rule<unknown> = (value) => (isObject(value) ? undefined : 'must be the props of a container');

const mountShape: Rule<unknown> = (value) =>
  isObject(value) && has(value['volume'], 'at') && typeof value['mountPath'] === 'string'
    ? undefined
    : 'must be a volume of this library at a path';

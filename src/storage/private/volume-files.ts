import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { check, configKey, fileMode, filePath } from '../../private/rules';
import type { PodFact } from '../pod-fact';

/** Which keys become files, and where. */
export type Items = { [key: string]: kplus.PathMapping };

/** Facts of the pod, by the paths of their files. */
export type Facts = { [path: string]: PodFact };

/** The files as Kubernetes spells them. */
export function keyToPaths(items: Items | undefined): kplus.k8s.KeyToPath[] | undefined {
  return items && Object.entries(items).map(([key, { path, mode }]) => ({ key, path, mode }));
}

/** The files as Kubernetes spells them. */
export function factFiles(facts: Facts): kplus.k8s.DownwardApiVolumeFile[] {
  return Object.entries(facts).map(([path, fact]) => fact._toKube(path));
}

/** Fails when the API server would reject the files. */
export function checkItems(scope: IConstruct, prop: string, items: Items | undefined): void {
  for (const [key, { path, mode }] of Object.entries(items ?? {})) {
    check(scope, `${prop}.items`, key, configKey, 'name a key of the ConfigMap or Secret');
    check(scope, `${prop}.items["${key}"].path`, path, filePath, 'write the path below the mount');
    check(scope, `${prop}.items["${key}"].mode`, mode, fileMode, 'write it as an octal number such as 0o440');
  }
}

/** Fails when the API server would reject the files. */
export function checkFacts(scope: IConstruct, prop: string, facts: Facts | undefined): void {
  for (const [path, fact] of Object.entries(facts ?? {})) {
    check(scope, `${prop}.files`, path, filePath, 'write the path below the mount');
    fact._check(scope, `${prop}.files["${path}"]`);
  }
}

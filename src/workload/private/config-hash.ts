import { createHash } from 'node:crypto';
import { ApiObject, Chart } from 'cdk8s';
import { EnvValue, k8s } from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { configNamed } from '../../private/config-index';

/** Hashes of what pods read, as annotations. Those of Secrets are short, to tell less of a weak password. */
export function configHashes(scope: IConstruct, sources: IConstruct[], refs: EnvValue[]): { [key: string]: string } {
  const objects = new Set([...sources, ...refs.flatMap((ref) => referenced(scope, ref) ?? [])].flatMap(objectOf));
  const of = (kind: string): ApiObject[] => [...objects].filter((object) => object.kind === kind);
  const [configs, secrets] = [of('ConfigMap'), of('Secret')];
  return {
    ...(configs.length === 0 ? {} : { 'checksum/config': hash(configs).slice(0, 32) }),
    ...(secrets.length === 0 ? {} : { 'checksum/secret': hash(secrets).slice(0, 8) }),
  };
}

function objectOf(source: IConstruct): ApiObject[] {
  return source.node.defaultChild === undefined ? [] : [ApiObject.of(source)];
}

function referenced(scope: IConstruct, { valueFrom }: EnvValue): IConstruct | undefined {
  const { configMapKeyRef, secretKeyRef } = (valueFrom ?? {}) as k8s.EnvVarSource;
  const name = (configMapKeyRef ?? secretKeyRef)?.name;
  return name === undefined ? undefined : configNamed(Chart.of(scope), configMapKeyRef ? 'ConfigMap' : 'Secret', name);
}

function hash(objects: ApiObject[]): string {
  const digest = createHash('sha256');
  for (const { data, binaryData, stringData } of objects.map((object) => object.toJson())) {
    digest.update(JSON.stringify([data, binaryData, stringData]));
  }
  return digest.digest('hex');
}

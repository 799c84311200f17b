import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Finding, ObjectId } from '../../finding';
import { uriOf } from './paths';
import { Tool } from './tool';
import { helpOf, RuleTopic, TOPICS } from './topics';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const ROOT = 'SRCROOT';

/** The findings as a SARIF 2.1.0 log of one run. */
export function sarifOf(findings: Finding[], tool: Tool, folder: string): string {
  const { name, version, homepage } = tool;
  const rules = TOPICS.map((topic) => ruleOf(topic, homepage));
  const indexes = new Map(TOPICS.map(({ id }, i) => [id, i]));
  const root = pathToFileURL(resolve(folder)).href;
  const run = {
    tool: { driver: { name, version, semanticVersion: version, informationUri: homepage, rules } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { uri: root.endsWith('/') ? root : `${root}/` } },
    results: findings.map((finding) => resultOf(finding, indexes.get(finding.rule), folder)),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, undefined, 2)}\n`;
}

function ruleOf(topic: RuleTopic, homepage: string): unknown {
  return {
    id: topic.id,
    shortDescription: { text: topic.title },
    helpUri: helpOf(topic, homepage),
    defaultConfiguration: { level: 'error' },
  };
}

function resultOf(finding: Finding, ruleIndex: number | undefined, folder: string): unknown {
  const { rule, severity, message, position, pointer, constructPath } = finding;
  const isFile = position !== undefined && !position.file.startsWith('<'); // standard input has no address
  const physicalLocation = isFile && {
    artifactLocation: artifactOf(position.file, folder),
    region: { startLine: position.line, startColumn: position.column },
  };
  const logicalLocations = [
    { name: nameOf(finding.object), fullyQualifiedName: `${nameOf(finding.object)}${pointer}`, kind: 'resource' },
    ...(constructPath === undefined ? [] : [{ fullyQualifiedName: constructPath, kind: 'object' }]),
  ];
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: severity,
    message: { text: `${nameOf(finding.object)}: ${message}` },
    locations: [{ ...(physicalLocation && { physicalLocation }), logicalLocations }],
    partialFingerprints: { 'object/v1': fingerprintOf(finding) },
  };
}

function artifactOf(file: string, folder: string): unknown {
  const uri = uriOf(file, folder);
  return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: ROOT };
}

function nameOf({ kind, name, namespace }: ObjectId): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** Stays when lines move: a service that shows findings over time knows them again. */
function fingerprintOf({ rule, object, pointer, set }: Finding): string {
  const { apiVersion, kind, name, namespace = '' } = object;
  const text = [rule, set, apiVersion, kind, namespace, name, pointer].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

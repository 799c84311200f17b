import { dirname, relative, sep } from 'node:path';
import * as check from '../check';
import { readYaml } from '../private/yaml';
import { withoutAcknowledged } from './acknowledged';
import { applySetsOf } from './apply-sets';
import { Config, configOf, readConfig } from './config';
import { commentsOf } from './comments';
import { Group, ReadFile } from './input';
import { readText } from './read-file';

/** What the cdk8s CLI gives to a plugin. */
interface ValidationContext {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure', metadata?: { readonly [key: string]: string }): void;
  };
  readonly logger: { log(message: string): void };
}

interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: ViolatingResource[];
}

interface ViolatingResource {
  readonly resourceName: string;
  readonly locations: string[];
  readonly manifestPath: string;
}

/** The checks as a plugin for `validations` in `cdk8s.yaml`; `cdk8s synth --validate` runs it over the written manifests. */
export class ChecksValidation {
  private readonly config: Config;

  /** @param properties the settings of a config file, and `config`, the path of one; it is read first */
  constructor(properties: { readonly [name: string]: unknown } = {}) {
    const { config, ...settings } = properties;
    const fromFile = readConfig(process.cwd(), typeof config === 'string' ? config : undefined);
    const own = configOf(settings, 'cdk8s.yaml');
    this.config = {
      ...fromFile,
      ...own,
      external: [...fromFile.external, ...own.external],
      acknowledged: [...fromFile.acknowledged, ...own.acknowledged],
    };
  }

  /** Runs the checks, and submits one violation for each rule that found something. */
  // eslint-disable-next-line @typescript-eslint/require-await -- the CLI asks for a promise
  public async validate({ manifests, report, logger }: ValidationContext): Promise<void> {
    const found = this.check(manifests);
    const titles = new Map(check.Report.rules().map((rule) => [rule.id, rule]));
    for (const rule of new Set(found.findings.map((finding) => finding.rule))) {
      const { title = rule, help = '' } = titles.get(rule) ?? {};
      const findings = found.findings.filter((finding) => finding.rule === rule);
      report.addViolation({
        ruleName: rule,
        recommendation: `there must not be ${title}`,
        fix: help,
        violatingResources: resourcesOf(findings),
      });
    }
    if (found.findings.length > 0) logger.log(found.text());
    const { errors, warnings, objects } = found;
    const counts = { errors: errors.length, warnings: warnings.length, objects };
    const metadata = Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, String(count)]));
    report.submit(errors.length > 0 ? 'failure' : 'success', metadata);
  }

  private check(manifests: readonly string[]): check.Report {
    const { strict = false, target, namespace, external, acknowledged } = this.config;
    const sets = applySetsOf(groupsOf(manifests), false);
    const report = check.Checks.sets(sets, {
      strict,
      externals: external,
      ...(target !== undefined && { target }),
      ...(namespace !== undefined && { namespace }),
    });
    return withoutAcknowledged(report, acknowledged, sets, strict);
  }
}

/** The manifests by folder, below the folder that holds them all. */
function groupsOf(manifests: readonly string[]): Group[] {
  const folders = manifests.map((file) => dirname(file));
  const root = folders.reduce((shared, folder) => sharedFolder(shared, folder), folders[0] ?? '.');
  const groups = new Map<string, ReadFile[]>();
  for (const path of manifests) {
    const folder = relative(root, dirname(path)).split(sep).join('/');
    const text = readText(path, path);
    const file = { name: path, text, comments: commentsOf(text), documents: readYaml(text, path) };
    groups.set(folder, [...(groups.get(folder) ?? []), file]);
  }
  return [...groups].map(([folder, files]) => ({ root, folder, files }));
}

function sharedFolder(a: string, b: string): string {
  const [left, right] = [a.split(sep), b.split(sep)];
  const length = left.findIndex((part, i) => part !== right[i]);
  return length < 0 ? a : left.slice(0, length).join(sep);
}

function resourcesOf(findings: check.Finding[]): ViolatingResource[] {
  const resources = new Map<string, { resourceName: string; locations: string[]; manifestPath: string }>();
  for (const { object, pointer, position } of findings) {
    const manifestPath = position?.file ?? '';
    const key = JSON.stringify([object, manifestPath]);
    const resource = resources.get(key) ?? { resourceName: object.name, locations: [], manifestPath };
    resource.locations.push(pointer);
    resources.set(key, resource);
  }
  return [...resources.values()];
}

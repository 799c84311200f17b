import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../src/private/nearest';
import { Api } from './api';

/** What a reference of an item may be, and where it leads. */
export interface Reference {
  readonly kind: 'construct' | 'type' | 'check' | 'folder' | 'test';
  readonly target: string;
}

/** The reference `kind: target`; nothing when it has another form. */
export function referenceOf(text: string): Reference | undefined {
  const [, kind, target] = /^(construct|type|check|folder|test): (\S+)$/.exec(text) ?? [];
  return target === undefined ? undefined : { kind: kind as Reference['kind'], target };
}

/** Knows what references may call: exports of the rooms, ids of checks, folders of `dist`, files of tests. */
export class References {
  private readonly pages = new Map<string, string>();

  constructor(
    private readonly repository: string,
    private readonly folders: string[],
    private readonly api: Api,
  ) {
    const docs = join(repository, 'docs/checks');
    for (const page of readdirSync(docs)) {
      const text = readFileSync(join(docs, page), 'utf8');
      for (const [, id = ''] of text.matchAll(/^## ([a-z][a-z-]*)$/gm)) this.pages.set(id, page);
    }
  }

  /** What is wrong with the reference; nothing when it leads somewhere. */
  public problem(text: string): string | undefined {
    const reference = referenceOf(text);
    if (reference === undefined) {
      return `'${text}' must be 'construct: room.Name.prop', 'type: room.Name.prop', 'check: id', 'folder: path' or 'test: file'`;
    }
    const { kind, target } = reference;
    switch (kind) {
      case 'construct':
      case 'type':
        return this.api.problem(target);
      case 'check':
        return this.pages.has(target)
          ? undefined
          : unknown(text, 'a section of docs/checks', target, [...this.pages.keys()]);
      case 'folder':
        return this.folders.includes(target)
          ? undefined
          : unknown(text, 'a folder with manifests', target, this.folders);
      case 'test':
        return isTest(target) && existsSync(join(this.repository, target))
          ? undefined
          : `'${text}' must be a test of this repository, such as test/apps.test.ts`;
    }
  }

  /** The reference as Markdown, with a link to where it leads, from `docs/`. */
  public link(text: string): string {
    const { kind, target } = referenceOf(text) ?? { kind: undefined, target: text };
    switch (kind) {
      case 'construct':
      case 'type': {
        const [room = '', name = ''] = target.split('.');
        const link = `[\`${target}\`](api/${room}.md#cdk8s-patterns.${room}.${name})`;
        return kind === 'type' ? `the type of ${link}` : link;
      }
      case 'check':
        return `check [${target}](checks/${this.pages.get(target)}#${target})`;
      case 'test':
        return `[${target}](../${target})`;
      default:
        return `\`dist/${target}\``;
    }
  }
}

const isTest = (path: string): boolean => /^test\/[\w/-]+\.(test\.)?ts$/.test(path);

function unknown(text: string, rule: string, got: string, known: string[]): string {
  const near = nearest(got, known);
  return `'${text}' must be ${rule}${near === undefined ? '' : `; did you mean ${near}?`}`;
}

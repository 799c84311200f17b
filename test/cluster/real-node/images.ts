// Makes the images of `test/cluster/images` from Debian packages and small programs, and keeps them in the cache.
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cache, installed } from '../build';
import { atEnd, output } from '../processes';

/** An image, ready to be pushed. */
export interface Image {
  /** The name by which manifests know it. */
  readonly name: string;
  /** The file that holds it, as `docker save` writes it. */
  readonly archive: string;
}

/** What `image.json` says. */
interface Recipe {
  readonly name: string;
  /** Whether only lessons need it. */
  readonly lessons?: boolean;
  /** More names by which manifests know it. */
  readonly alsoNamed?: string[];
  /** The image whose folder `root` it has, too. */
  readonly like?: string;
  /** Debian packages, which come with all that they depend on. */
  readonly packages?: string[];
  /** Packages that would come with them and are not needed. */
  readonly without?: string[];
  /** Where the program made from the Go files beside `image.json` goes. */
  readonly program?: string;
  /** A program of the Go proxy, and where it goes. */
  readonly install?: { readonly module: string; readonly program: string };
  /** A folder of an npm package, which ends with the name of the processor, and where its files go. */
  readonly npm?: { readonly package: string; readonly version: string; readonly folder: string; readonly to: string };
  /** Files with a text in them, and what stands there instead. */
  readonly edits?: { readonly [path: string]: readonly [string, string] };
  /** Folders with their mode and owner. */
  readonly directories?: { readonly [path: string]: string };
  readonly links?: { readonly [path: string]: string };
  /** The configuration of the image, in the words of the OCI specification. */
  readonly config: object;
}

const sources = join(__dirname, '..', 'images');

/** All images, or those that the applications need. Those whose sources have not changed are taken from the cache. */
export async function images(lessons: boolean): Promise<Image[]> {
  const folders = readdirSync(sources).filter((folder) => {
    const recipe = join(sources, folder, 'image.json');
    return existsSync(recipe) && (lessons || (JSON.parse(readFileSync(recipe, 'utf8')) as Recipe).lessons !== true);
  });
  const made: Image[] = [];
  for (const folder of folders) made.push(...(await image(join(sources, folder))));
  return made;
}

/** The image of a folder, once for each of its names. */
async function image(folder: string): Promise<Image[]> {
  const recipe = JSON.parse(readFileSync(join(folder, 'image.json'), 'utf8')) as Recipe;
  const hash = createHash('sha256').update(image.toString() + fill.toString() + pack.toString());
  const inputs = [__filename, ...[folder, ...rootOf(recipe)].flatMap(filesIn), join(sources, 'go.sum')];
  for (const file of inputs) hash.update(readFileSync(file));
  const archive = join(cache, `image-${basename(folder)}-${hash.digest('hex').slice(0, 12)}.tar`);
  const named = [recipe.name, ...(recipe.alsoNamed ?? [])].map((name) => ({ name, archive }));
  if (existsSync(archive)) return named;

  console.log(`making image ${recipe.name}`);
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'unfinished-image-'));
  atEnd(() => rmSync(work, { recursive: true, force: true }));
  const root = join(work, 'root');
  mkdirSync(root);
  await fill(root, folder, recipe, work);
  renameSync(await pack(root, recipe, work), archive);
  rmSync(work, { recursive: true });
  return named;
}

/** The folder `root` of the image that it is like. */
function rootOf({ like }: Recipe): string[] {
  return like === undefined ? [] : [join(sources, like, 'root')];
}

/** Puts into `root` what the recipe asks for. */
async function fill(root: string, folder: string, recipe: Recipe, work: string): Promise<void> {
  for (const file of await packages(recipe, work)) await run('dpkg-deb', '-x', file, root);
  for (const unused of ['doc', 'info', 'locale', 'man'])
    rmSync(join(root, 'usr/share', unused), { recursive: true, force: true });
  await fillFromNpm(root, recipe, work);
  for (const own of [...rootOf(recipe), join(folder, 'root')])
    if (existsSync(own)) cpSync(own, root, { recursive: true });
  await build(root, folder, recipe);
  if (existsSync(join(root, 'bin/busybox'))) {
    const applets = (await run(join(root, 'bin/busybox'), '--list')).trim().split('\n');
    for (const applet of applets)
      if (!exists(join(root, 'bin', applet))) symlinkSync('busybox', join(root, 'bin', applet));
  }
  for (const [file, [text, other]] of Object.entries(recipe.edits ?? {})) {
    const before = readFileSync(join(root, file), 'utf8');
    if (!before.includes(text)) throw new Error(`'edits' of ${recipe.name} must name a text of ${file}, got '${text}'`);
    writeFileSync(join(root, file), before.replace(text, other));
  }
  for (const [link, target] of Object.entries(recipe.links ?? {})) symlinkSync(target, path(root, link));
  for (const [directory, modeAndOwner] of Object.entries(recipe.directories ?? {})) {
    const [mode = '', owner] = modeAndOwner.split(' ');
    mkdirSync(join(root, directory), { recursive: true });
    chownSync(join(root, directory), Number(owner), Number(owner));
    chmodSync(join(root, directory), parseInt(mode, 8));
  }
}

async function fillFromNpm(root: string, { npm }: Recipe, work: string): Promise<void> {
  if (npm === undefined) return;
  const unpacked = join(work, 'npm');
  mkdirSync(unpacked);
  await run('npm', 'pack', `${npm.package}-${process.arch}@${npm.version}`, `--pack-destination=${unpacked}`);
  const [archive = ''] = readdirSync(unpacked);
  await run('tar', '-C', unpacked, '--no-same-owner', '-xzf', join(unpacked, archive));
  cpSync(join(unpacked, 'package', npm.folder), join(root, npm.to), { recursive: true });
}

/** The program of the image, from its own sources or from those of a module. */
async function build(root: string, folder: string, recipe: Recipe): Promise<void> {
  if (recipe.program !== undefined) {
    const env = ['CGO_ENABLED=0', 'GOFLAGS=-trimpath -buildvcs=false', 'GOWORK=off'];
    const program = join(root, recipe.program);
    await run('env', ...env, 'go', '-C', sources, 'build', '-ldflags', '-s -w', '-o', program, `./${basename(folder)}`);
  }
  if (recipe.install !== undefined) {
    const bin = await installed(basename(folder), ['-ldflags', '-s -w', recipe.install.module]);
    cpSync(join(bin, readdirSync(bin)[0] ?? ''), path(root, recipe.install.program));
  }
}

/** The files of the packages and of all that they depend on. */
async function packages(recipe: Recipe, work: string): Promise<string[]> {
  if (recipe.packages === undefined) return [];
  const archives = join(work, 'packages');
  mkdirSync(join(archives, 'partial'), { recursive: true });
  // With an empty status, nothing counts as installed.
  const options = ['Dir::State::status=/dev/null', `Dir::Cache::archives=${archives}`, 'APT::Install-Recommends=false'];
  const flags = [...options, 'Debug::NoLocking=1', 'APT::Sandbox::User=root'].flatMap((option) => ['-o', option]);
  await run('apt-get', ...flags, 'install', '--yes', '--download-only', ...recipe.packages);
  return readdirSync(archives)
    .filter((file) => file.endsWith('.deb') && !recipe.without?.includes(file.replace(/_.*/, '')))
    .map((file) => join(archives, file));
}

/** Packs a root folder as an archive of one layer. */
async function pack(root: string, recipe: Recipe, work: string): Promise<string> {
  const layer = join(work, 'layer.tar');
  await run('tar', '-C', root, '--numeric-owner', '--sort=name', '--mtime=@0', '-cf', layer, '.');
  const digest = (await run('sha256sum', layer)).slice(0, 64);
  await run('gzip', '-1', '--no-name', layer);
  const config = {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: recipe.config,
    rootfs: { type: 'layers', diff_ids: [`sha256:${digest}`] },
  };
  writeFileSync(join(work, 'config.json'), JSON.stringify(config));
  const manifest = [{ Config: 'config.json', RepoTags: [recipe.name], Layers: ['layer.tar.gz'] }];
  writeFileSync(join(work, 'manifest.json'), JSON.stringify(manifest));
  const archive = join(work, 'image.tar');
  await run('tar', '-C', work, '-cf', archive, 'config.json', 'manifest.json', 'layer.tar.gz');
  return archive;
}

async function run(program: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await output(program, args, '', 600_000);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${stderr}`);
  return stdout;
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** `inner` below `root`, whose folder is made. */
function path(root: string, inner: string): string {
  mkdirSync(dirname(join(root, inner)), { recursive: true });
  return join(root, inner);
}

function exists(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

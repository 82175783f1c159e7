/** The collector as it is published: packed, and unpacked elsewhere. What it depends on comes from this clone. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './server.ts';

interface Manifest {
  readonly bin: { readonly watchglass: string };
  readonly dependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
}

/** A package that was installed from its tarball. */
export interface Unpacked {
  /** Where it lies: `<folder>/node_modules/@watchglass/collector`. */
  readonly installed: string;
  /** What it says of itself. */
  readonly manifest: Manifest;
  /** Its bin. */
  readonly program: string;
  /** Links what it needs from the clone, as npm would have installed it; `without` is left out. */
  link(without?: readonly string[]): void;
}

/** Packs the collector, and unpacks it in a folder. */
export function unpackCollector(folder: string): Unpacked {
  const modules = join(folder, 'node_modules');
  const installed = join(modules, '@watchglass', 'collector');
  const pack = ['pack', '--workspace', 'collector', '--pack-destination', folder, '--offline', '--silent'];
  const [file = ''] = execFileSync('npm', pack, { cwd: root, encoding: 'utf8' }).trim().split('\n').slice(-1);
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, file), '-C', installed, '--strip-components=1']);
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Manifest;
  return {
    installed,
    manifest,
    program: join(installed, manifest.bin.watchglass),
    link(without = []) {
      for (const name of readdirSync(modules))
        if (name !== '@watchglass') rmSync(join(modules, name), { recursive: true });
      for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
        const from = join(root, 'node_modules', name);
        const to = join(modules, name);
        mkdirSync(join(to, '..'), { recursive: true });
        if (!without.includes(name) && existsSync(from)) symlinkSync(from, to);
      }
    },
  };
}

/** The collector with one part taken out, as no build may be: what is proven on the right one must fail on it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const collector = fileURLToPath(new URL('../../collector/', import.meta.url));

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

/**
 * Builds a collector without both of its nets: it takes every batch for a new one, and its table folds no events of the
 * same id. Gives the path of its program.
 */
export async function collectorWithoutDedup(): Promise<string> {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(`${collector}package.json`, 'utf8'),
  ) as Manifest;
  // inside the room: there its packages are found
  const out = `${collector}.cache/without-dedup`;
  const real = `${collector}spool/seenBatches.ts`;
  let replaced = 0;
  const replace = (text: string, from: string, to: string): string => {
    if (text.includes(from)) replaced += 1;
    return text.replace(from, to);
  };
  await build({
    entryPoints: ['bin.ts', 'store/engineChild.ts'].map((entry) => `${collector}${entry}`),
    outdir: out,
    outbase: collector,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: [...Object.keys(dependencies), ...Object.keys(optionalDependencies)],
    define: { __VERSION__: '"0.0.0"' },
    logLevel: 'warning',
    plugins: [
      {
        name: 'without-dedup',
        setup(builder) {
          builder.onResolve({ filter: /seenBatches\.ts$/ }, ({ importer }) => {
            if (importer === real || importer.startsWith('forgetful')) return undefined;
            replaced += 1;
            return { path: 'forgetful', namespace: 'forgetful' };
          });
          builder.onLoad({ filter: /./, namespace: 'forgetful' }, () => ({
            contents: `import { openSeenBatches as open } from ${JSON.stringify(real)};
              export const openSeenBatches = async (options) => ({ ...(await open(options)), has: () => false });`,
            resolveDir: `${collector}spool`,
          }));
          builder.onLoad({ filter: /store\/tables\.ts$/ }, ({ path }) => ({
            contents: replace(
              readFileSync(path, 'utf8'),
              'ENGINE = ReplacingMergeTree(precedence)',
              'ENGINE = MergeTree',
            ),
            loader: 'ts',
          }));
        },
      },
    ],
  });
  if (replaced !== 2) throw new Error('Something was not taken out: the code has changed.');
  return `${out}/bin.js`;
}

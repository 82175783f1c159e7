/** The tag built in other ways than the product is: of another version, or with one of its modules replaced by a broken one. */
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { root } from '../server.ts';

async function built(version: string, plugins: Plugin[] = []): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/auto.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    define: { __VERSION__: JSON.stringify(version) },
    plugins,
  });
  return outputFiles[0]?.text ?? '';
}

/** The tag under another version. */
export const versionTag = (version: string): Promise<string> => built(version);

/** Broken modules of `test/faults/broken/`, and the module of the SDK in whose place each stands. */
const replaced = {
  deleteBeforeReceipt: 'http',
  noLease: 'shelf',
  sendFromMemory: 'shelf',
  leaksListener: 'listen',
  leaksTimer: 'timers',
  leaksPatch: 'navigation',
  leaksGlobal: 'clock',
  leaksPrototype: 'clock',
  noGuard: 'guard',
  loud: 'say',
  needsEval: 'clock',
  takesClicks: 'listen',
} as const;

/** The tag with a broken module: what a claim says never happens has to happen then. */
export async function brokenTag(name: keyof typeof replaced): Promise<string> {
  const broken = join(root, 'test/faults/broken', `${name}.ts`);
  let times = 0;
  const text = await built(`0.0.0-${name}`, [
    {
      name,
      setup({ onResolve }) {
        onResolve({ filter: new RegExp(`/${replaced[name]}\\.ts$`) }, ({ importer }) => {
          // the broken module itself builds on the whole one
          if (importer === broken) return undefined;
          times += 1;
          return { path: broken };
        });
      },
    },
  ]);
  if (times === 0) throw new Error(`The SDK has no module ${replaced[name]} any more.`);
  return text;
}

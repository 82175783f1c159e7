// Builds the idle chunks without what the core has already: an import of anything that `src/kit.ts` hands over becomes a
// member of the kit that the chunk is started with. A name that is missing there fails the build.
import { readFileSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const KIT = '\0kit';
const ENTRY = '\0entry';

/** Names in the kit, in the order in which they stand there. */
const kitNames = () => {
  const text = readFileSync(fileURLToPath(new URL('../src/kit.ts', import.meta.url)), 'utf8');
  return /export const kit = \[([^\]]*)\]/.exec(text)[1].match(/\w+/g);
};

/** Values that a module exports under names of the kit. */
const handedOver = (text, names) =>
  [...text.matchAll(/^export (?:const|let|function) (\w+)/gm)]
    .map(([, name]) => name)
    .filter((one) => names.includes(one));

/** Rollup plugin; `start` of `module` starts the chunk, and can load each of the files `next` beside it, which gets the same kit. */
export function kitPlugin({ module, start, next }) {
  const load = next
    .map((file) => `, () => import('./${file}').then((chunk) => chunk.default(ctx, kit)).catch(ctx.say)`)
    .join('');
  const names = kitNames();
  return {
    name: 'kit',
    resolveId: (id) => (id === ENTRY || id === KIT ? id : null),
    load(id) {
      if (id === ENTRY)
        return `import { bind } from '${KIT}'; import { ${start} } from '${module}';
export default (ctx, kit) => { bind(kit); ${start}(ctx${load}); }`;
      if (id === KIT) return `let ${names}; const bind = (kit) => { [${names}] = kit; }; export { bind, ${names} };`;
      if (!id.endsWith('.ts')) return null;
      const found = handedOver(readFileSync(id, 'utf8'), names);
      return found[0] ? `export { ${found.join(', ')} } from '${KIT}';` : null;
    },
  };
}

/** Copies what sites load, the tag and the chunks beside it, from `dist/` of `root`. */
export async function copySdk(root, folder) {
  for (const name of await readdir(join(root, 'dist')))
    if (/^(watchglass|(signals|detail|inspector)-.*)\.js$/.test(name))
      await cp(join(root, 'dist', name), join(folder, name));
}

/** What rollup is to begin with. */
export const kitEntry = ENTRY;

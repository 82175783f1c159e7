// Builds the idle chunks without what is there already: an import of anything that `src/kit.ts` hands over, or the first chunk
// to the second (`handedOn` in `src/signals.ts`), becomes a member of the kit that the chunk is started with. A name that is
// missing there fails the build.
import { readFileSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const KIT = '\0kit';
const ENTRY = '\0entry';

/** Names in a list of `src/`, in the order in which they stand there. */
const namesIn = (file, list) => {
  const text = readFileSync(fileURLToPath(new URL(`../src/${file}`, import.meta.url)), 'utf8');
  const [, names] = new RegExp(`const ${list} = \\[(.*?)\\] as const`, 's').exec(text);
  return names.match(/\w+/g);
};

/** Values that a module exports under names of the kit. */
const handedOver = (text, names) =>
  [...text.matchAll(/^export (?:const|let|function) (\w+)/gm)]
    .map(([, name]) => name)
    .filter((one) => names.includes(one));

/**
 * Rollup plugin; `start` of `module` starts the chunk, and can load each of the files `next` beside it, which gets the same
 * kit and what it is given on top. `isSecond`: the chunk is given what the first hands on.
 */
export function kitPlugin({ module, start, next, isSecond }) {
  const load = next
    .map(
      (file) =>
        `, (on = []) => import('./${file}').then((chunk) => chunk.default(ctx, [...kit, ...on])).catch(ctx.say)`,
    )
    .join('');
  const names = [...namesIn('kit.ts', 'kit'), ...(isSecond ? namesIn('signals.ts', 'handedOn') : [])];
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
    if (/^(watchglass|(signals|detail|extra|inspector)-.*)\.js$/.test(name))
      await cp(join(root, 'dist', name), join(folder, name));
}

/** What rollup is to begin with. */
export const kitEntry = ENTRY;

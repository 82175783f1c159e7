/** A shelf that takes everything to the disk only after it has had time to be sent. */
import { createShelf as createWhole } from '../../../src/pipeline/shelf.ts';

/** Longer than the wait until a request. */
const LATE_MS = 10_000;
export * from '../../../src/pipeline/shelf.ts';

/** As the real one, broken. */
export const createShelf: typeof createWhole = (name, after) => {
  const shelf = createWhole(name, after);
  const late = new Map<string, unknown>();
  return {
    ...shelf,
    async keys() {
      const [keys, isWhole] = await shelf.keys();
      return [[...new Set([...keys, ...late.keys()])].sort(), isWhole];
    },
    async read(wanted) {
      const found = await shelf.read(wanted);
      return wanted.map((key, index) => late.get(key) ?? found[index]);
    },
    async write(changes, key, allows) {
      if (key !== undefined && key !== '') return shelf.write(changes, key, allows);
      for (const [one, value] of changes)
        if (value === undefined) late.delete(one);
        else late.set(one, value);
      after(LATE_MS, () => void shelf.write([...late]));
      return true;
    },
  };
};

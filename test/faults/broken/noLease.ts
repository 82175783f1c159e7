/** Shelves of which each document has its own for leases: everybody gets the lease. */
import { createShelf as createWhole } from '../../../src/pipeline/shelf.ts';

/** As the real one, broken. */
export const createShelf: typeof createWhole = (name, ...rest) =>
  createWhole(name.endsWith(':lease') ? `${name}:${Math.random()}` : name, ...rest);

/** A shelf whose disk never answers: what is sent was not persisted before. */
import { createShelf as createWhole } from '../../../src/pipeline/shelf.ts';

/** As the real one, broken. */
export const createShelf: typeof createWhole = (...all) => {
  IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
  return createWhole(...all);
};

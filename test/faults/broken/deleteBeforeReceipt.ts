/** An outbox that forgets batches as soon as they are asked for, whatever becomes of them. */
import { createOutbox as createWhole } from '../../../src/pipeline/outbox.ts';
export * from '../../../src/pipeline/outbox.ts';

/** As the real one, broken. */
export const createOutbox: typeof createWhole = (core, shelf, ...rest) => {
  const outbox = createWhole(core, shelf, ...rest);
  return {
    ...outbox,
    async list(...asked) {
      const parcels = await outbox.list(...asked);
      await shelf.write(parcels.map(([key]) => [key] as const));
      return parcels;
    },
  };
};

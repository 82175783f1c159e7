/** One console line per event, for a look at what a page captures; only when the site asks for it by name. */
import { createSink, type Sink } from './sink.ts';

/** A sink that prints. */
export const createConsoleSink = (): Sink =>
  createSink('console', (batches, moment) =>
    // nobody reads the console of a page that is gone, and what comes back would be printed twice
    moment === 'leaving'
      ? []
      : batches.forEach(({ events }) => {
          for (const event of events) console.log('[watchglass]', event.kind, event);
        }),
  );

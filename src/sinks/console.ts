/** One console line per event, for a look at what a page captures; only when the site asks for it by name. */
import { createSay } from '../page/say.ts';
import { createSink, type Sink } from './sink.ts';

/** A sink that prints. */
export const createConsoleSink = (): Sink =>
  createSink('console', (batches) => {
    const say = createSay(true);
    for (const { events } of batches) for (const event of events) say(event);
  });

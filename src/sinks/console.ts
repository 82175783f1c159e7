/** Prints each request, for a look at what a page captures; only when the site asks for it by name. */
import { createSay } from '../page/say.ts';
import { createSink, type Sink } from './sink.ts';

/** A sink that prints. */
export const createConsoleSink = (): Sink => createSink('console', createSay(true));

/** A user's function as a sink: what it throws is a failure to be tried again, never the page's error. */
import { receiptOf, type Sink, type SinkFunction, type Trouble } from './sink.ts';

/** Wraps `run` as a sink. */
export function createFunctionSink(name: string, run: SinkFunction): Sink {
  let trouble: Trouble | undefined;
  return {
    name,
    get trouble() {
      return trouble;
    },
    async send(batches, moment) {
      trouble = undefined;
      try {
        return (await run(batches, moment)) ?? batches.map(receiptOf);
      } catch (error) {
        trouble = { error: String(error) };
        return [];
      }
    },
  };
}

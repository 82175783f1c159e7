/** From what a site wrote under `sinks` to the sinks themselves. */
import { createConsoleSink } from './console.ts';
import { createFunctionSink } from './function.ts';
import { createHttpSink, type HttpOptions } from './http.ts';
import { createLocalSink } from './local.ts';
import { createMemorySink } from './memory.ts';
import type { Sink, SinkFunction } from './sink.ts';

/** Sinks that come with the SDK. */
export type SinkName = 'http' | 'console' | 'memory' | 'local';

/** A sink by name, of one's own, or as a function. */
export type SinkOption = SinkName | Sink | SinkFunction;

/** Names of the shipped sinks. */
export const sinkNames: readonly SinkName[] = ['http', 'console', 'memory', 'local'];

/** The sinks that `options` name. */
export const createSinks = (options: readonly SinkOption[], http: HttpOptions): Sink[] =>
  options.map((option, index) => {
    switch (option) {
      case 'http':
        return createHttpSink(http);
      case 'console':
        return createConsoleSink();
      case 'memory':
        return createMemorySink();
      case 'local':
        return createLocalSink(http.now);
      default:
        return typeof option === 'function' ? createFunctionSink(`function-${index}`, option) : option;
    }
  });

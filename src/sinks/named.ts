/** From what a site wrote under `sinks` to the sinks themselves. */
import { createConsoleSink } from './console.ts';
import { createLocalSink } from './local.ts';
import { createHttpSink } from './http.ts';
import { createSink, type Sink, type SinkFunction } from './sink.ts';

/** Sinks that come with the SDK. */
export type SinkName = 'http' | 'console' | 'memory' | 'local';

/** A sink by name, of one's own, or as a function. */
export type SinkOption = SinkName | Sink | SinkFunction;

/** The sinks that come with the SDK, by name. */
export const shipped: Record<string, (settings: { endpoint: string; key: string }) => Sink> = {
  http: createHttpSink,
  console: createConsoleSink,
  // nobody can read what a sink by name holds, so it holds nothing: `createMemorySink()` does
  memory: () => createSink('memory', () => {}),
  local: createLocalSink,
};

/** The sink that the option at a place of the list names; what it makes of junk is no sink. */
export const sinkOf = (option: SinkOption, place: number, settings: { endpoint: string; key: string }): Sink =>
  shipped[option as SinkName]?.(settings) ??
  (typeof option === 'function' ? createSink(`function-${place}`, option) : (option as Sink));

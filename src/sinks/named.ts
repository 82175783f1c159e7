/** From what a site wrote under `sinks` to the sinks themselves. */
import { createConsoleSink } from './console.ts';
import type { keepLocally } from './local.ts';
import { createHttpSink } from './http.ts';
import { nameOf } from '../page/value.ts';
import { createSink, type Sink, type SinkFunction } from './sink.ts';

/** Sinks that come with the SDK. */
export type SinkName = 'http' | 'console' | 'memory' | 'local';

/** A sink by name, of one's own, or as a function. */
export type SinkOption = SinkName | Sink | SinkFunction;

/** What sinks are made of; what the idle chunk brings is not there at first, and until then they fail and are asked again. */
interface SinkSettings {
  readonly endpoint: string;
  readonly key: string;
  keep?: typeof keepLocally;
}

/** The sinks that come with the SDK, by name. */
export const shipped: Record<string, (settings: SinkSettings) => Sink> = {
  http: createHttpSink,
  console: createConsoleSink,
  // nobody can read what a sink by name holds, so it holds nothing: `createMemorySink()` does
  memory: () => createSink('memory', () => {}),
  // people watch the map while they click
  local: (settings) => createSink('local', (batches) => (settings.keep as typeof keepLocally)(batches), 0),
};

/** The sink that the option at a place of the list names; what it makes of junk is no sink. */
export const sinkOf = (option: SinkOption, place: number, settings: SinkSettings): Sink =>
  shipped[nameOf(option)]?.(settings) ??
  (typeof option === 'function' ? createSink(`function-${place}`, option) : (option as Sink));

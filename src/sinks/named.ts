/** From what a site wrote under `sinks` to the sinks themselves. */
import { createConsoleSink } from './console.ts';
import { createHttpSink } from './http.ts';
import { createLocalSink } from './local.ts';
import { createSink, type Sink, type SinkFunction } from './sink.ts';

/** Sinks that come with the SDK. */
export type SinkName = 'http' | 'console' | 'memory' | 'local';

/** A sink by name, of one's own, or as a function. */
export type SinkOption = SinkName | Sink | SinkFunction;

/** What sinks are made from. */
export interface SinkSettings {
  endpoint: string;
  key: string;
  sinks: readonly SinkOption[];
}

const shipped: Record<SinkName, (settings: SinkSettings, now: () => number) => Sink> = {
  http: createHttpSink,
  console: createConsoleSink,
  // nobody can read what a sink by name holds, so it holds nothing: `createMemorySink()` does
  memory: () => createSink('memory', () => {}),
  local: createLocalSink,
};

/** Names of the shipped sinks. */
export const sinkNames: readonly string[] = Object.keys(shipped);

/** The sinks that `settings` name. */
export const createSinks = (settings: SinkSettings, now: () => number): Sink[] =>
  settings.sinks.map((option, index) =>
    typeof option === 'string'
      ? shipped[option](settings, now)
      : typeof option === 'function'
        ? createSink(`function-${index}`, option)
        : option,
  );

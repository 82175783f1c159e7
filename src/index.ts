/** Watchglass for npm: `init` and its types. Importing does nothing. */
import { begin } from './begin.ts';
import type { AnyEvents, Client } from './api.ts';
import type { Options } from './options.ts';
import { signalsFile } from './version.ts';

/**
 * Starts capturing and gives the client. A second call gives the first client and warns. On a server, and after wrong
 * options (one warning names them all), the client is inert: the same methods, doing nothing.
 *
 * @typeParam Events - the site's own events: names and their properties, checked in `track`
 * @example
 * const watchglass = init<{ signup: { plan: string } }>({
 *   key: 'pk_shop',
 *   endpoint: 'https://collect.example.com',
 * });
 * watchglass.track('signup', { plan: 'pro' });
 */
export function init<Events extends object = AnyEvents>(options: Options): Client<Events> {
  return begin(options, () => import(`./${signalsFile}`));
}

export type { AnyEvents, Client, FlushReport, Stats } from './api.ts';
export type { Options, Signal } from './options.ts';
export type { Plugin, PluginContext } from './plugins.ts';
export type { SinkStats } from './pipeline/uploader.ts';
export { createMemorySink, type MemorySink } from './sinks/memory.ts';
export type { SinkName, SinkOption } from './sinks/named.ts';
export type { Moment, Sink, SinkFunction, Taken, Trouble } from './sinks/sink.ts';
export type {
  Batch,
  BodyOf,
  ClickEvent,
  CommonFields,
  CustomEvent,
  ErrorEvent,
  EventOf,
  IdentifyEvent,
  Json,
  Kind,
  Lane,
  PageLeaveEvent,
  PageViewEvent,
  Properties,
  Receipt,
  RejectedEvent,
  ScrollEvent,
  SdkEvent,
  WatchglassEvent,
} from '@watchglass/contract';

/** Captures of a site's own: the same shape as ours, with names that the build leaves alone. */
import type { BodyOf, EventOf, Kind } from '@watchglass/contract';
import type { CaptureContext, Urgency } from './capture/context.ts';
import type { Guard } from './page/guard.ts';
import type { Listen, Stop } from './page/listen.ts';
import type { After } from './page/timers.ts';

/** The world as a plugin sees it. What it registers here ends with the client. */
export interface PluginContext {
  /** Stamps and queues an event; with `'now'` it is persisted with its task, any other within 250 ms. */
  emit<K extends Kind>(kind: K, body: BodyOf<K>, urgency?: Urgency): void;
  /** Hears events of a kind as they are captured, ours too; gives what ends the listening. */
  on<K extends Kind>(kind: K, listener: (event: EventOf<K>) => void): Stop;
  /**
   * Registers events that are only known when the view ends. `read` is called every 2 s while the page is visible, and when
   * the view ends (`ending` is true then); what it gave last is sent. The n-th body stays the n-th event.
   */
  last<K extends Kind>(kind: K, read: (ending: boolean) => readonly BodyOf<K>[]): void;
  /** Counts an event that the plugin chose not to make, under a reason. */
  drop(reason: string): void;
  /** Adds a listener for types that are separated by blanks: passive, in the capture phase, removed when the client ends. */
  readonly listen: Listen;
  /** Runs something once, after `ms`, unless the client has ended; gives what takes it back. */
  readonly after: After;
  /** Makes a callback that never throws: for what else calls the plugin. */
  readonly guard: Guard;
  /** A URL as we keep it. */
  readonly url: (raw: string) => string;
  /** Whether nobody can see the page. */
  readonly isHidden: () => boolean;
}

/**
 * A capture of the site's own. It is started when the page has come to rest, with our signals: of what happened before
 * it sees what the browser kept. What it returns is called once, when the client ends. What it throws is caught, counted in
 * `stats().caught` and said with its name in debug mode; the other captures go on.
 *
 * @example
 * const printed: Plugin = ({ emit, listen }) =>
 *   listen(window, 'afterprint', () => emit('custom', { name: 'printed', properties: {} }));
 */
export type Plugin = (ctx: PluginContext) => Stop | void;

type Read = (ending: boolean) => readonly [];

const rethrow = (error: unknown): never => {
  throw error;
};

/** Starts plugins, each on its own. */
export function startPlugins(ctx: CaptureContext): void {
  ctx.settings.plugins.forEach((plugin: unknown, place) => {
    const name = `plugin ${(typeof plugin === 'function' && plugin.name) || place}`;
    /** As the guard of the client; whose it was is said before what it was. */
    const guard: Guard = (run) =>
      ctx.guard((...args) => {
        try {
          return run(...args);
        } catch (error) {
          ctx.say(name);
          throw error;
        }
      });
    // in pairs: the build shortens names of members, and plugins are not built with us
    const own = Object.fromEntries([
      ['emit', guard(ctx.emit)],
      ['on', (kind: Kind, listener: () => void) => ctx.on(kind, guard(listener))],
      ['last', (kind: Kind, read: Read) => ctx.last(kind, (ending) => guard(read)(ending) ?? [])],
      ['drop', ctx.drop],
      ['listen', (target: EventTarget, types: string, run: () => void) => ctx.listen(target, types, guard(run))],
      ['after', (ms: number, run: () => void) => ctx.after(ms, guard(run))],
      ['guard', guard],
      ['url', ctx.url],
      ['isHidden', ctx.isHidden],
    ]) as unknown as PluginContext;
    const stop: unknown = guard(plugin as Plugin)(own);
    if (typeof stop === 'function') ctx.stops.add(guard(stop as Stop));
    // one that is `async`, which no type allows
    else Promise.resolve(stop).catch(guard(rethrow));
  });
}

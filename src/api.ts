/** What `init` gives back: the public face of the SDK, as types alone. */
import type { EventOf, Kind } from '@watchglass/contract';
import type { Ids } from './page/identity.ts';
import type { SinkStats } from './pipeline/uploader.ts';

/** Custom events of a site when it names none: any name, any properties. */
export type AnyEvents = Record<string, Record<string, unknown>>;

/** What the SDK knows about itself, at this moment. */
export interface Stats {
  /** `inert`: nothing is captured, see `reason`. `stopped`: after `shutdown()`. */
  state: 'running' | 'inert' | 'stopped';
  /** Why the state is not `running`, '' otherwise. */
  reason: string;
  /** Events of this document: always `inMemory + waiting + receipted + ` the sum of `dropped`. */
  captured: number;
  /** Not yet persisted: at most 250 ms old while storage answers. */
  inMemory: number;
  /** Persisted, and not yet receipted by every sink. */
  waiting: number;
  /** Receipted by every sink. */
  receipted: number;
  /** Lost, by reason: `before_send`, `before_send_error`, `event_too_large`, `invalid`, `rejected`, `evicted`, ... */
  dropped: Record<string, number>;
  /** Errors of the SDK's own that were caught before they reached the page. */
  caught: number;
  /** Where unsent events lie; `memory` is lost with the page. */
  storage: 'indexeddb' | 'memory';
  /** Ids on every event now, and when the session began and was last active (epoch ms); empty while inert. */
  ids: Partial<Ids & Record<'tab' | 'doc' | 'view', string>>;
  /** One entry per sink. */
  sinks: SinkStats[];
  /** Main-thread time of the SDK in this document, ms. */
  mainThreadMs: number;
}

/** What a `flush` came to; counts are events of this document. */
export interface FlushReport {
  /** Events that this flush got receipts for. */
  sent: number;
  /** Receipted since the document began. */
  receipted: number;
  /** Still waiting. */
  waiting: number;
  /** Why some are waiting, one sentence per sink that met trouble; none for what another tab is sending. */
  reasons: string[];
}

/**
 * The running SDK. No method throws or rejects, whatever it is given: junk is cut to bounded JSON or counted as
 * dropped. On a server, and after wrong options, the same methods do nothing.
 */
export interface Client<Events extends object = AnyEvents> {
  /**
   * Captures an event of the site's own.
   *
   * @param name - up to 200 characters; anything but text or a number is dropped as `invalid`
   * @param properties - bounded JSON: at most 200 keys, 12 levels, 8,192 characters per string
   * @example client.track('checkout', { value: 42.5, currency: 'EUR' })
   */
  track<Name extends keyof Events & string>(name: Name, properties?: Events[Name]): void;
  /**
   * Begins a new page view, for routers that the browser does not tell us about.
   *
   * @example client.page({ template: 'product' })
   */
  page(properties?: Record<string, unknown>): void;
  /**
   * Sets the site's own id of the visitor on this and all later events, also of later visits, until `reset`.
   *
   * @example client.identify('u_42', { plan: 'pro' })
   */
  identify(user: string, traits?: Record<string, unknown>): void;
  /**
   * Says which group the visitor belongs to, such as the company that pays.
   *
   * @param type - what the group is, and `id` which one: text, up to 200 characters
   * @example client.group('company', 'acme', { plan: 'team' })
   */
  group(type: string, id: string, traits?: Record<string, unknown>): void;
  /**
   * Says which variant of a feature flag the visitor got; once per document, flag and variant.
   *
   * @example client.featureFlag('new-checkout', 'b')
   */
  featureFlag(flag: string, variant: string | number | boolean, properties?: Record<string, unknown>): void;
  /**
   * Adds to what goes with the next errors as what happened before: the last 100 are kept, and captured events are among
   * them anyway.
   *
   * @example client.addBreadcrumb('cart restored', 'shop')
   */
  addBreadcrumb(message: string, category?: string): void;
  /** Forgets who this is: a new visitor, a new session, no user. Call it on logout. */
  reset(): void;
  /**
   * Reports an error that the site caught; works also when automatic error capture is off.
   *
   * @example try { pay(); } catch (error) { client.captureException(error, { step: 'pay' }); }
   */
  captureException(error: unknown, properties?: Record<string, unknown>): void;
  /**
   * Persists and sends everything now. Never rejects: what could not be sent is in the report and stays persisted.
   *
   * @example const { waiting, reasons } = await client.flush();
   */
  flush(): Promise<FlushReport>;
  /** What the SDK knows about itself: counts, storage, ids, sinks. Synchronous and cheap. */
  stats(): Stats;
  /**
   * Hears events of a kind as they are captured, after `beforeSend`. What a listener throws is caught.
   *
   * @returns ends the listening
   * @example const stop = client.on('click', (event) => console.log(event.label));
   */
  on<K extends Kind>(kind: K, listener: (event: EventOf<K>) => void): () => void;
  /**
   * Ends the current view, persists, sends what it can, and leaves no listener, timer, patch or global behind. Resolves
   * when that is done, or after 3 s of sinks that do not answer: what they have not receipted stays persisted, and the
   * next page sends it. Never rejects. `init` may be called again afterwards.
   */
  shutdown(): Promise<void>;
}

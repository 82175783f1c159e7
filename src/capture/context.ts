/** What a capture is given and what it gives back. A capture knows no other capture, no outbox and no sink. */
import type { BodyOf, EventOf, Kind } from '@watchglass/contract';
import type { Settings } from '../options.ts';
import type { NewId } from '../page/ids.ts';
import type { Guard, Spent } from '../page/guard.ts';
import type { Listen, Stop } from '../page/listen.ts';
import type { Say } from '../page/say.ts';
import type { Navigated } from '../page/navigation.ts';
import type { Reactions } from './watched.ts';
import type { After } from '../page/timers.ts';

/**
 * Starts a capture and gives the calls that the client hands on to it. What it registers through `ctx` ends with the
 * client and leaves no listener, timer or patch behind (docs/adr/0008).
 */
export type Capture<Calls = void> = (ctx: CaptureContext, automatic?: boolean) => Calls;

/** An event that is persisted with its task because the page may be about to go; any other is within 250 ms. */
export type Urgency = 'now' | undefined;

/** A call of the client: the method and what it was given. */
export type LateCall = readonly [method: string, ...args: unknown[]];

/** The world as a capture sees it. */
export interface CaptureContext {
  /** Stamps and queues an event. Typed by kind: a misspelt field does not compile. */
  emit<K extends Kind>(kind: K, body: BodyOf<K>, urgency?: Urgency): void;
  /** Hears events of a kind after they were stamped, also those of other captures. */
  on<K extends Kind>(kind: K, listener: (event: EventOf<K>) => void): Stop;
  /**
   * Ends the current view, if any (its last states are read and sealed), and begins one at `url`: every event from
   * here on carries the new view, url and page.
   */
  beginView(url: string): void;
  /** Ends the current view; `isLast` when without a next one: the document is being left. Events until `beginView` keep its ids. */
  endView(isLast?: boolean): void;
  /**
   * Registers a last state: events that are only known when the view ends. `read` is called every 2 s while the page
   * is visible, when it is hidden, and when the view ends (`ending` is true then, once per view, and the capture starts
   * afresh); what it gave last is what is sent, under ids that were fixed at the first reading. The n-th body stays the
   * n-th event, so `read` may append but never reorder.
   */
  last<K extends Kind>(kind: K, read: (ending: boolean) => readonly BodyOf<K>[]): void;
  /**
   * Sets the work to be done right before any event is stamped: beginning a view whose navigation has
   * happened but waits for its title: so no event lands in the view that was left, or before its own page view.
   * `run` may itself emit.
   */
  beforeEmit(run: () => void): void;
  /** Adds to bodies, those of last states too, what only the idle chunk knows: set by it, and guarded; undefined leaves a body as it is. */
  refine?: <K extends Kind>(kind: K, body: BodyOf<K>) => BodyOf<K> | undefined;
  /** Calls of the client that the idle chunk answers: it takes them, and `push` from then on. */
  readonly calls: Pick<LateCall[], 'splice' | number> & { push(call: LateCall): void };
  /** What clicks and swipes come to, from the first chunk for the second; watching begins with the first call. */
  watched?: () => Reactions;
  /** Gives the header that hands our trace on, '' for origins that the site did not list: set by `extra.ts` where it listed any. */
  traceParent?: (href: string) => string;
  /** Tells of a navigation of which this browser does not tell; missing where it does. */
  navigated?: (how: Navigated) => void;
  /** Counts an event that a capture chose not to make, such as the sixth of one error, under a reason; `repeated` is that error. */
  drop(reason: string, repeated?: BodyOf<'error'> | false): void;
  /** Adds a listener that is passive, guarded and removed when the client ends. */
  listen: Listen;
  /** Element of the inspector: what is done in it is not the page's. */
  own?: Element;
  /** A timer that is guarded and ends with the client. */
  readonly after: After;
  /** Called when the client ends: add what is neither a listener nor a timer. */
  readonly stops: Set<Stop>;
  /** Makes a callback that never throws: what goes wrong is counted. */
  readonly guard: Guard;
  /** A URL as we keep it. */
  readonly url: (raw: string) => string;
  /** Sends what waits, unless it was asked to wait. */
  readonly flush: () => Promise<unknown>;
  readonly isHidden: () => boolean;
  /** An id that no other has. */
  readonly newId: NewId;
  /** What the guard has counted. */
  readonly spent: Spent;
  /** The console, in debug mode. */
  readonly say: Say;
  /** What the site asked for. */
  readonly settings: Settings;
}

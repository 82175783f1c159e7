/** What the parts of one client share: who and where the document is, and the page's clock, timers and listeners. */
import type { Settings } from './options.ts';
import type { Guard, Spent } from './page/guard.ts';
import type { Identity } from './page/identity.ts';
import type { NewId } from './page/ids.ts';
import type { Listen, Stop } from './page/listen.ts';
import type { Say } from './page/say.ts';
import type { After } from './page/timers.ts';

/** The surroundings of every part of a client. */
export interface Core {
  readonly settings: Settings;
  readonly identity: Identity;
  readonly newId: NewId;
  readonly guard: Guard;
  readonly listen: Listen;
  readonly after: After;
  /** Called when the client ends: what is neither a listener nor a timer. */
  readonly stops: Set<Stop>;
  readonly doc: string;
  readonly tab: string;
  readonly isHidden: () => boolean;
  /** Where events belong now, and whether that view is still open. */
  readonly where: { view: string; url: string; page: string; isOpen: boolean };
  /** What the guard has counted. */
  readonly spent: Spent;
  /** The console, in debug mode. */
  readonly say: Say;
}

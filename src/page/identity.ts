/** Who this is: visitor, session and the site's user id, shared by tabs and subdomains through one cookie. */
import { attempt } from './attempt.ts';
import type { NewId } from './ids.ts';
import type { Item } from './storage.ts';

/** A session ends after 30 minutes without activity, as in most products, or after a day. */
const IDLE_MS = 1_800_000;
const LONGEST_MS = 86_400_000;
/** A look at the cookie costs a call to the browser process: what tabs know of each other may be 2 s old. */
const SYNC_MS = 2_000;

/** Ids on every event, and what tells whether the session is over. */
export interface Ids {
  visitor: string;
  session: string;
  startedAt: number;
  activeAt: number;
  user: string;
}

/** Ids of the visitor. */
export interface Identity {
  /** The ids now; one object, updated in place. */
  readonly ids: Readonly<Ids>;
  /** Notes activity: joins or begins a session. */
  touch(): void;
  /** Sets the site's user id for this visitor. */
  identify(user: string): void;
  /** A new visitor with a new session and no user. */
  reset(): void;
}

const SHAPE = /^([\w-]{9,64}\/){2}(\d+\/){2}/;

/** Reads the ids from the first of `places` that has them and keeps all of them up to date; memory when none works. */
export function openIdentity(places: readonly Item[], newId: NewId, now: () => number): Identity {
  let syncedAt = 0;

  const read = (): Ids | undefined => {
    const text = places.map((place) => place.read()).find((text) => SHAPE.test(text));
    if (!text) return undefined;
    const [visitor, session, startedAt, activeAt, user] = text.split('/') as [string, string, string, string, string];
    return {
      visitor,
      session,
      startedAt: +startedAt,
      activeAt: +activeAt,
      user: attempt(() => decodeURIComponent(user), ''),
    };
  };
  const ids = read() ?? ({ visitor: newId(), user: '' } as Ids);
  const write = (): void => {
    syncedAt = now();
    const text = [ids.visitor, ids.session, ids.startedAt, ids.activeAt, encodeURIComponent(ids.user)].join('/');
    for (const place of places) place.write(text);
  };
  // the distance, not the difference: a clock that was set back must not keep anything for years
  const isFar = (at: number, ms: number): boolean => !(Math.abs(now() - at) < ms);
  const begin = (): void => {
    ids.session = newId();
    ids.startedAt = now();
  };
  const follow = (): void => {
    const found = read();
    // what is stored is the last word of any tab, but our own last activity may not be stored yet
    if (found) Object.assign(ids, found, { activeAt: Math.max(found.activeAt, ids.activeAt) });
  };
  const touch = (): void => {
    const isOld = isFar(syncedAt, SYNC_MS);
    if (isOld) follow();
    if (isFar(ids.activeAt, IDLE_MS) || isFar(ids.startedAt, LONGEST_MS)) begin();
    ids.activeAt = now();
    if (isOld) write();
  };
  touch();

  return {
    ids,
    touch,
    identify(user) {
      follow();
      ids.user = user;
      write();
    },
    reset() {
      ids.visitor = newId();
      ids.user = '';
      begin();
      write();
    },
  };
}

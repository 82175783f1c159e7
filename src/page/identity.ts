/** Who this is: visitor, session and the site's user id, shared by tabs and subdomains through one cookie. */
import { cleanLine, limits } from '@watchglass/contract';
import type { NewId } from './ids.ts';
import type { Item } from './storage.ts';

/** A session ends after 30 minutes without activity, as in most products, or after a day. */
const IDLE_MS = 1_800_000;
const LONGEST_MS = 86_400_000;
/** Reading the cookie costs a call to the browser process: other tabs' changes may be a second old ... */
const READ_MS = 1_000;
/** ... and the stored time of the last activity five, which only makes a session end up to 5 s early. */
const WRITE_MS = 5_000;

interface State {
  visitor: string;
  session: string;
  startedAt: number;
  activeAt: number;
  user: string;
}

/** Ids of the visitor, read at each event. */
export interface Identity {
  /** The ids now; the object is replaced, never changed. */
  ids(): Readonly<State>;
  /** Notes activity: joins or begins a session. */
  touch(): void;
  /** Sets the site's user id for this visitor. */
  identify(user: string): void;
  /** A new visitor with a new session and no user. */
  reset(): void;
}

const SHAPE = /^1\.([\w-]{1,64})\.([\w-]{1,64})\.(\w+)\.(\w+)\.(.*)$/;

function parsed(text: string): State | undefined {
  const [, visitor, session, started, active, user] = SHAPE.exec(text) ?? [];
  if (!visitor || !session) return undefined;
  const state = {
    visitor,
    session,
    startedAt: parseInt(started ?? '', 36),
    activeAt: parseInt(active ?? '', 36),
    user: '',
  };
  try {
    state.user = cleanLine(decodeURIComponent(user ?? ''), limits.nameChars);
  } catch {
    // somebody else wrote this; the ids are still good
  }
  return state;
}

const printed = (state: State): string =>
  ['1', state.visitor, state.session, state.startedAt.toString(36), state.activeAt.toString(36)].join('.') +
  `.${encodeURIComponent(state.user)}`;

/** Reads the ids from the first of `places` that has them and keeps all of them up to date; memory when none works. */
export function openIdentity(places: readonly Item[], newId: NewId, now: () => number): Identity {
  let readAt = 0;
  let state: State;

  const read = (): State | undefined => {
    readAt = now();
    for (const place of places) {
      const found = parsed(place.read());
      if (found) return found;
    }
    return undefined;
  };
  const write = (changes: Partial<State>): void => {
    state = { ...state, ...changes };
    const text = printed(state);
    for (const place of places) place.write(text);
  };
  const begun = (): Pick<State, 'session' | 'startedAt' | 'activeAt'> => ({
    session: newId(),
    startedAt: now(),
    activeAt: now(),
  });
  // the distance, not the difference: a clock that was set back must not keep a session for years
  const isOver = (): boolean =>
    !(Math.abs(now() - state.activeAt) <= IDLE_MS && Math.abs(now() - state.startedAt) <= LONGEST_MS);
  const follow = (): void => {
    const found = read();
    if (!found) return;
    // what is stored is the last word of any tab, but the time of our own activity may not be stored yet
    state = found.session === state.session ? { ...found, activeAt: Math.max(found.activeAt, state.activeAt) } : found;
  };

  state = read() ?? { visitor: newId(), ...begun(), user: '' };
  if (isOver()) write(begun());
  else write({});
  let writtenAt = state.activeAt;

  return {
    ids: () => state,
    touch() {
      if (Math.abs(now() - readAt) > READ_MS || isOver()) follow();
      const active = now();
      if (isOver()) write(begun());
      else if (Math.abs(active - writtenAt) > WRITE_MS) write({ activeAt: active });
      else {
        state = { ...state, activeAt: active };
        return;
      }
      writtenAt = active;
    },
    identify(user) {
      follow();
      write({ user });
    },
    reset() {
      write({ visitor: newId(), ...begun(), user: '' });
    },
  };
}

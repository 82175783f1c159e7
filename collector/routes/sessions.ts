/**
 * Who is logged in: single-use links, sessions, and the admin token. Sessions survive a restart; of all secrets only
 * digests are kept.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import type { Clock, Log } from '../types.ts';

/** How logins work. */
export interface Sessions {
  /** A new link's secret; opens one session within 10 minutes. */
  createLink(): string;
  /** A session id for a link or the admin token; undefined when it is neither. */
  openByLink(link: string): string | undefined;
  openByToken(token: string): string | undefined;
  /** Whether a session id is valid; keeps it alive. */
  isOpen(id: string): boolean;
  isToken(token: string): boolean;
  end(id: string): void;
  /** Resolves when everything is written. */
  idle(): Promise<void>;
}

/** What logins are made of. */
export interface SessionOptions {
  /** File that keeps digests of session ids, 0600. */
  readonly file: string;
  readonly token: string;
  readonly clock: Clock;
  readonly log: Log;
}

const MINUTE_MS = 60_000;
const LINK_MS = 10 * MINUTE_MS;
/** A working day's break, and a week: who comes back after longer logs in again. */
const IDLE_MS = 12 * 60 * MINUTE_MS;
const HARD_MS = 7 * 24 * 60 * MINUTE_MS;
/** Far more than a team has; the oldest goes first. */
const MAX_SESSIONS = 1_000;

interface Session {
  readonly openedAt: number;
  seenAt: number;
}

const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
const secret = (): string => randomBytes(32).toString('base64url');

/** Opens the file; one that cannot be read, or is of another admin token, means that nobody is logged in. */
export function createSessions({ file, token, clock, log }: SessionOptions): Sessions {
  const tokenDigest = digest(token);
  // ended by a change of the token, without keeping what a fast guess could be tried against
  const epoch = digest(`watchglass sessions\n${tokenDigest}`).slice(0, 8);
  const links = new Map<string, number>();
  let sessions = new Map<string, Session>();
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { epoch: string; sessions: [string, Session][] };
    if (kept.epoch === epoch) sessions = new Map(kept.sessions);
  } catch {
    // none yet
  }
  let writing: Promise<void> = Promise.resolve();
  const save = (): void => {
    const text = JSON.stringify({ epoch, sessions: [...sessions] });
    writing = writing
      .then(async () => {
        await writeFile(`${file}.part`, text, { mode: 0o600 });
        await rename(`${file}.part`, file);
      })
      .catch((error: unknown) => log.warn('Logins could not be saved; they end with this process.', { error }));
  };
  const isAlive = ({ openedAt, seenAt }: Session): boolean =>
    clock() - openedAt < HARD_MS && clock() - seenAt < IDLE_MS;

  const open = (): string => {
    const id = secret();
    for (const [name, session] of sessions) if (!isAlive(session)) sessions.delete(name);
    if (sessions.size >= MAX_SESSIONS)
      for (const oldest of sessions.keys()) {
        sessions.delete(oldest);
        break;
      }
    sessions.set(digest(id), { openedAt: clock(), seenAt: clock() });
    save();
    return id;
  };
  // digests have one length, and comparing them takes the same time wherever they differ
  const isToken = (given: string): boolean => timingSafeEqual(Buffer.from(digest(given)), Buffer.from(tokenDigest));

  return {
    createLink: () => {
      const link = secret();
      links.set(digest(link), clock() + LINK_MS);
      return link;
    },
    openByLink: (link) => {
      const name = digest(link);
      const until = links.get(name);
      links.delete(name);
      return until !== undefined && clock() < until ? open() : undefined;
    },
    openByToken: (given) => (isToken(given) ? open() : undefined),
    isOpen: (id) => {
      const name = digest(id);
      const session = sessions.get(name);
      if (!session) return false;
      if (!isAlive(session)) {
        sessions.delete(name);
        save();
        return false;
      }
      if (clock() - session.seenAt >= MINUTE_MS) {
        session.seenAt = clock();
        save();
      }
      return true;
    },
    isToken,
    end: (id) => {
      if (sessions.delete(digest(id))) save();
    },
    idle: () => writing,
  };
}

/** The data directory belongs to one collector at a time: made, tried, and locked before anything is opened in it. */
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { beHeard, isHeard } from './presence.ts';
import {
  parseIdentity,
  type ProcessIdentity,
  processIdentity,
  processNamespace,
  stillRuns,
} from './processIdentity.ts';

/** A data directory that is ours. */
export interface DataDirectory {
  /** Absolute. */
  readonly path: string;
  /** Gives it back; safe to call twice. */
  release(): void;
}

/** Takes over a dead collector's lock this often before it gives up: each try fails only when another collector was quicker. */
const TRIES = 20;

/**
 * Makes the directory (mode 0700) when it is not there, and locks it for this process. A lock of a process that has
 * ended is taken over at once.
 *
 * @throws Error with a sentence when it cannot be made or written, the disk is full, or another collector uses it
 */
export async function lockDataDirectory(directory: string): Promise<DataDirectory> {
  const path = resolve(directory);
  const lock = join(path, 'collector.lock');
  // two collectors in one process are two owners
  const key = randomBytes(8).toString('hex');
  const own = `${lock}.${key}`;
  const self = processIdentity(process.pid) ?? { pid: process.pid, began: '' };
  const text = JSON.stringify({ ...self, namespace: processNamespace(), key });
  let fallSilent = (): void => {};
  try {
    tried(path, () => {
      makeDirectory(path);
      writeFileSync(own, text, { mode: 0o600, flush: true });
    });
    // before the lock is there to be doubted
    fallSilent = await beHeard(path, voiceOf(key));
    for (let i = 0; i < TRIES; i += 1) {
      // a link appears whole or not at all
      if (linked(own, lock)) {
        const release = fallSilent;
        fallSilent = () => {};
        return {
          path,
          release() {
            if (textOf(lock) === text) rmSync(lock, { force: true });
            release();
          },
        };
      }
      await takeOver(path, lock);
    }
  } finally {
    discard(own);
    fallSilent();
  }
  throw new Error(`The data directory ${path} could not be locked: other collectors keep starting in it.`);
}

/**
 * Makes a directory and those above it. Not by `recursive`: where the system answers ENOENT below a directory that is
 * there (procfs, a dead mount), Node 20 tries again for ever.
 */
function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && statSync(path).isDirectory()) return;
    const above = dirname(path);
    if (codeOf(error) !== 'ENOENT' || above === path || existsSync(above)) throw error;
    makeDirectory(above);
    mkdirSync(path, { mode: 0o700 });
  }
}

/** Name of the socket on which the owner of a lock is heard. */
const voiceOf = (key: string): string => `collector.${key}`;

/** Whose a lock is; '' for what a lock of an earlier version does not say. */
interface Holder extends ProcessIdentity {
  readonly namespace: string;
  readonly key: string;
}

function holderOf(text: string): Holder | undefined {
  const identity = parseIdentity(text);
  if (identity === undefined) return undefined;
  const { namespace, key } = JSON.parse(text) as Record<string, unknown>;
  return {
    ...identity,
    namespace: typeof namespace === 'string' ? namespace : '',
    key: typeof key === 'string' && /^[0-9a-f]{16}$/.test(key) ? key : '',
  };
}

/** Removes the lock of a process that has ended. */
async function takeOver(path: string, lock: string): Promise<void> {
  const held = textOf(lock);
  if (held === undefined) return;
  const holder = holderOf(held);
  if (holder !== undefined) await refuseWhileAlive(path, holder);
  // renamed, not removed: only one of several that saw it dead gets it
  const aside = `${lock}.${randomBytes(8).toString('hex')}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  // somebody else was quicker and it is theirs: back with it
  if (textOf(aside) !== held) linked(aside, lock);
  else if (holder?.key) rmSync(join(path, voiceOf(holder.key)), { force: true });
  rmSync(aside, { force: true });
}

async function refuseWhileAlive(path: string, { namespace, key, ...holder }: Holder): Promise<void> {
  const isNear = namespace === '' || namespace === processNamespace();
  if (isNear && stillRuns(holder)) throw inUse(path, `process ${holder.pid}`);
  if (key !== '' && (await isHeard(path, voiceOf(key)))) throw inUse(path, 'in another container');
}

const inUse = (path: string, where: string): Error =>
  new Error(
    `The data directory ${path} is used by another collector (${where}): stop it, or choose another with --data.`,
  );

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** On a full or read-only disk there is nothing to remove, and the first error is the one to tell. */
function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // as said
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** What the file system's codes mean for a data directory. */
const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on its disk',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'its file system is read-only',
  ENOTDIR: 'part of the path is a file',
  EEXIST: 'there is a file of that name',
  ENOENT: 'it is not there and cannot be made',
};

function tried(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const code = codeOf(error);
    throw new Error(
      `The data directory ${path} cannot be used: ${reasons[code] ?? code}. Choose another with --data.`,
      {
        cause: error,
      },
    );
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | undefined)?.code ?? 'unknown error');

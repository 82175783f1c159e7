/** Which process a pid names: numbers are used again, so a process is its pid and the moment it began. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** A process, now and after others have had its number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, in the system's own words; compared, never read. */
  readonly began: string;
}

/**
 * Identity of a process that runs.
 *
 * @returns undefined when no such process runs, or it has ended and waits to be collected
 */
export function processIdentity(pid: number): ProcessIdentity | undefined {
  const began = process.platform === 'linux' ? beganOnLinux(pid) : beganElsewhere(pid);
  return began === undefined ? undefined : { pid, began };
}

/** Whether the process that was noted still runs. */
export const stillRuns = (noted: ProcessIdentity): boolean => processIdentity(noted.pid)?.began === noted.began;

/** Which processes this one sees by their numbers: those of its container. '' where all see each other. */
export function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/**
 * A process as it was written to a file.
 *
 * @returns undefined when the text is something else, as after a power cut
 */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const { pid, began } = JSON.parse(text) as Record<string, unknown>;
    if (Number.isSafeInteger(pid) && (pid as number) > 0 && typeof began === 'string')
      return { pid: pid as number, began };
  } catch {
    // not ours
  }
  return undefined;
}

function beganOnLinux(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the name in parentheses may hold spaces and parentheses; state is field 3, start time (ticks since boot) field 22
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${fields[19] ?? ''}`;
  } catch {
    return undefined;
  }
}

function beganElsewhere(pid: number): string | undefined {
  try {
    const began = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return began === '' ? undefined : began;
  } catch {
    return undefined;
  }
}

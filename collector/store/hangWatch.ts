/** Whether an engine still answers: asked every few seconds, and ended when it does not, so that its supervisor starts another. */
import type { ChildProcess } from 'node:child_process';

/** When an engine counts as hung. */
export interface HangWatch {
  /** How often it is asked. */
  readonly everyMs: number;
  /** How long it has to answer. */
  readonly timeoutMs: number;
  /** So many times in a row without an answer, and it is ended. */
  readonly misses: number;
}

/** A loaded machine takes a second or two to answer a ping; 17 to 21 s without one is no load any more. */
export const hangWatch: HangWatch = { everyMs: 2_000, timeoutMs: 5_000, misses: 3 };

/** Watches an engine until the timer that it gives is cleared. */
export function watchPings(
  url: string,
  child: ChildProcess,
  { everyMs, timeoutMs, misses: most }: HangWatch,
): NodeJS.Timeout {
  let misses = 0;
  let asking = false;
  return setInterval(() => {
    if (asking) return;
    asking = true;
    void pings(url, timeoutMs).then((answered) => {
      asking = false;
      misses = answered ? 0 : misses + 1;
      // hung: its supervisor starts another
      if (misses >= most) child.kill('SIGKILL');
    });
  }, everyMs).unref();
}

/** Whether it answers a ping in time. */
export async function pings(url: string, timeoutMs: number): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/ping`, {
      signal: AbortSignal.timeout(timeoutMs),
      headers: { connection: 'close' },
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

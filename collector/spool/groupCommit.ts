/**
 * Appends that wait share one write: a group gathers while the disk is busy with the one before, so that no timer decides
 * how long an acknowledgement takes.
 */

/** One write: longer ones would make the first append of a group wait for the last. */
const GROUP_BYTES = 4 * 1024 * 1024;

interface Waiting {
  readonly payloads: readonly Uint8Array[];
  readonly bytes: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Appends on their way to the disk. */
export interface GroupCommit {
  /** Settles as the write of its group does. */
  push(payloads: readonly Uint8Array[], bytes: number): Promise<void>;
  /** Bytes that are not yet answered. */
  waitingBytes(): number;
  /** Resolves when nothing waits. */
  idle(): Promise<void>;
}

/** Calls `write` with one group after the other, in the order of their appends. */
export function createGroupCommit(
  write: (payloads: readonly Uint8Array[], bytes: number) => Promise<void>,
): GroupCommit {
  let queue: Waiting[] = [];
  let waitingBytes = 0;
  let busy: Promise<void> | undefined;

  function nextGroup(): { readonly group: readonly Waiting[]; readonly bytes: number } {
    const group: Waiting[] = [];
    let bytes = 0;
    for (const waiting of queue) {
      if (group.length > 0 && bytes + waiting.bytes > GROUP_BYTES) break;
      group.push(waiting);
      bytes += waiting.bytes;
    }
    queue = queue.slice(group.length);
    return { group, bytes };
  }

  async function work(): Promise<void> {
    while (queue.length > 0) {
      // one turn of the event loop: those who were just answered may append again, and share this write
      await new Promise(setImmediate);
      const { group, bytes } = nextGroup();
      try {
        await write(
          group.flatMap(({ payloads }) => payloads),
          bytes,
        );
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      } finally {
        waitingBytes -= bytes;
      }
    }
    busy = undefined;
  }

  return {
    waitingBytes: () => waitingBytes,
    push(payloads, bytes) {
      waitingBytes += bytes;
      return new Promise((resolve, reject) => {
        queue.push({ payloads, bytes, resolve, reject });
        busy ??= work();
      });
    },
    async idle() {
      await busy;
    },
  };
}

/** Room for requests, counted in bytes: many large ones at once wait or are refused, and it is not memory that runs out. */

/** So many bytes, lent and given back. */
export interface Room {
  /** Takes bytes when they are there and nobody waits; gives whether they were. */
  tryTake(bytes: number): boolean;
  /** Takes bytes as soon as they are there, in the order of asking. More than there ever are count as all of them. */
  take(bytes: number): Promise<void>;
  /** Gives bytes back. */
  free(bytes: number): void;
}

/** Room of `maxBytes`. */
export function createRoom(maxBytes: number): Room {
  let left = maxBytes;
  const waiting: { readonly bytes: number; readonly go: () => void }[] = [];
  return {
    tryTake: (bytes) => {
      if (waiting.length > 0 || bytes > left) return false;
      left -= bytes;
      return true;
    },
    take: (bytes) => {
      const needed = Math.min(bytes, maxBytes);
      if (waiting.length === 0 && needed <= left) {
        left -= needed;
        return Promise.resolve();
      }
      return new Promise((go) => waiting.push({ bytes: needed, go }));
    },
    free: (bytes) => {
      left = Math.min(maxBytes, left + bytes);
      for (let next = waiting[0]; next && next.bytes <= left; next = waiting[0]) {
        left -= next.bytes;
        waiting.shift();
        next.go();
      }
    },
  };
}

/** A set of 128-bit fingerprints in one typed array: 16 bytes each plus a quarter, where a Set of strings takes 100 and more. */

/** Words of 32 bits in a fingerprint. */
const WORDS = 4;
/** Filled up to this share: linear probing then looks at about 3 slots for what is there, 13 for what is not. */
const MAX_FILL = 0.8;
/** First size in fingerprints; small, since a quiet collector has a table per hour. */
const FIRST_SLOTS = 64;
const GROWTH = 1.5;

/** A fingerprint: four 32-bit words, not all of them 0. */
export type Fingerprint = Uint32Array;

/** A growing set. */
export interface IdTable {
  readonly size: number;
  has(id: Fingerprint): boolean;
  /** False when it was there. */
  add(id: Fingerprint): boolean;
  /** All of it as bytes, in no order. */
  bytes(): Buffer;
}

/** An empty set. */
export function createIdTable(): IdTable {
  let slots = FIRST_SLOTS;
  let words = new Uint32Array(slots * WORDS);
  let size = 0;

  /** Position of the id, or of the free slot where it would be. Fingerprints are random: their first word is hash enough. */
  function slotOf(id: Fingerprint): number {
    const [a = 0, b = 0, c = 0, d = 0] = id;
    let at = Math.floor((a / 2 ** 32) * slots) * WORDS;
    for (;;) {
      const isFree = (words[at] ?? 0) + (words[at + 1] ?? 0) + (words[at + 2] ?? 0) + (words[at + 3] ?? 0) === 0;
      if (isFree) return at;
      if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) return at;
      at += WORDS;
      if (at === words.length) at = 0;
    }
  }

  const isFilled = (at: number): boolean =>
    (words[at] ?? 0) + (words[at + 1] ?? 0) + (words[at + 2] ?? 0) + (words[at + 3] ?? 0) > 0;

  function grow(): void {
    const before = words;
    slots = Math.ceil(slots * GROWTH);
    words = new Uint32Array(slots * WORDS);
    for (let at = 0; at < before.length; at += WORDS) {
      const id = before.subarray(at, at + WORDS);
      if (id.some((word) => word > 0)) words.set(id, slotOf(id));
    }
  }

  return {
    get size() {
      return size;
    },
    has: (id) => isFilled(slotOf(id)),
    add(id) {
      if (isFilled(slotOf(id))) return false;
      if (size + 1 > slots * MAX_FILL) grow();
      words.set(id, slotOf(id));
      size += 1;
      return true;
    },
    bytes() {
      const all = new Uint32Array(size * WORDS);
      let to = 0;
      for (let at = 0; at < words.length; at += WORDS) {
        if (!isFilled(at)) continue;
        all.set(words.subarray(at, at + WORDS), to);
        to += WORDS;
      }
      return Buffer.from(all.buffer);
    },
  };
}

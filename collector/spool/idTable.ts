/** 96-bit fingerprints, each with 32 bits of what it names, in one typed array: about 20 bytes each, where a Map takes 100 and more. */

/** Words of 32 bits: three name a batch, the last is a note of it. */
const WORDS = 4;
/** Filled up to this share: linear probing then looks at about 3 slots for what is there, 13 for what is not. */
const MAX_FILL = 0.8;
/** First size in fingerprints; small, since a quiet collector has a table per hour. */
const FIRST_SLOTS = 64;
const GROWTH = 1.5;

/** Words of fingerprints and their notes, four each; one of 0 only is none. */
export type Fingerprints = Uint32Array<ArrayBuffer>;

/** A growing table. */
export interface IdTable {
  readonly size: number;
  /** Whether it holds the fingerprint that begins at a word: 0 unless given. */
  has(ids: Fingerprints, at?: number): boolean;
  /** The note that a fingerprint was added with; undefined when it is not there. */
  note(ids: Fingerprints): number | undefined;
  /** False when it was there, with whatever note, or is none. */
  add(ids: Fingerprints, at?: number): boolean;
  /** All of it, in no order. */
  all(): Fingerprints;
}

/** An empty table, with room for as many as are expected. */
export function createIdTable(expected = 0): IdTable {
  let slots = Math.max(FIRST_SLOTS, Math.ceil(expected / MAX_FILL) + 1);
  let words = new Uint32Array(slots * WORDS);
  let size = 0;

  const isFree = (at: number): boolean =>
    words[at] === 0 && words[at + 1] === 0 && words[at + 2] === 0 && words[at + 3] === 0;

  /** Position of the id, or of the free slot where it would be. Fingerprints are random: their first word is hash enough. */
  function slotOf(ids: Fingerprints, from: number): number {
    const a = ids[from] ?? 0;
    const b = ids[from + 1];
    const c = ids[from + 2];
    let at = Math.floor((a / 2 ** 32) * slots) * WORDS;
    while (!isFree(at) && (words[at] !== a || words[at + 1] !== b || words[at + 2] !== c)) {
      at += WORDS;
      if (at === words.length) at = 0;
    }
    return at;
  }

  function copy(ids: Fingerprints, from: number, target: Fingerprints, to: number): void {
    for (let word = 0; word < WORDS; word += 1) target[to + word] = ids[from + word] ?? 0;
  }

  function grow(): void {
    const before = words;
    slots = Math.ceil(slots * GROWTH);
    words = new Uint32Array(slots * WORDS);
    for (let at = 0; at < before.length; at += WORDS) copy(before, at, words, slotOf(before, at));
  }

  return {
    get size() {
      return size;
    },
    has: (ids, at = 0) => !isFree(slotOf(ids, at)),
    note(ids) {
      const at = slotOf(ids, 0);
      return isFree(at) ? undefined : words[at + 3];
    },
    add(ids, at = 0) {
      const isNone = !ids[at] && !ids[at + 1] && !ids[at + 2] && !ids[at + 3];
      if (isNone || !isFree(slotOf(ids, at))) return false;
      if (size + 1 > slots * MAX_FILL) grow();
      copy(ids, at, words, slotOf(ids, at));
      size += 1;
      return true;
    },
    all() {
      const all = new Uint32Array(size * WORDS);
      let to = 0;
      for (let at = 0; at < words.length; at += WORDS) {
        if (isFree(at)) continue;
        copy(words, at, all, to);
        to += WORDS;
      }
      return all;
    },
  };
}

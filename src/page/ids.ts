/** UUIDv7: names that sort by time, made without `randomUUID`, which http pages lack. */

/** Makes ids, each greater than the one before. */
export type NewId = () => string;

/** Random bytes, from `Math.random` where the page has no crypto. */
export function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  try {
    crypto.getRandomValues(bytes);
  } catch {
    for (let i = 0; i < length; i++) bytes[i] = Math.random() * 256;
  }
  return bytes;
}

/**
 * Ids of one document. Within a millisecond, and while the clock stands still or goes back, the 12 bits after the
 * version count on; they start below their half, so that at least 2,048 ids fit before the time is moved by one.
 */
export function createIds(now: () => number, random: (length: number) => Uint8Array = randomBytes): NewId {
  let ms = 0;
  let count = 0;
  return () => {
    const bytes = random(10);
    const time = Math.max(0, Math.floor(now()));
    if (time > ms) {
      ms = time;
      count = (bytes[8] ?? 0) * 8;
    } else if (++count > 0xfff) {
      ms++;
      count = 0;
    }
    bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x80;
    const tail = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const head = ms.toString(16).padStart(12, '0');
    const middle = (0x7000 + count).toString(16);
    return `${head.slice(0, 8)}-${head.slice(8)}-${middle}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  };
}

/** How often one address may ask: a token bucket each, in bounded memory. */
import type { Clock } from '../types.ts';

/** What one address has left. */
export interface RateLimiter {
  /**
   * Takes `cost` tokens; gives 0 when there were enough, else the ms after which there are. While others are on their way
   * to their places, who comes for the first time leaves so many that they find theirs; `isAgain`: has a place himself.
   */
  take(who: string, cost?: number, isAgain?: boolean): number;
  /**
   * When one that was refused should come back, ms from now, at least `waitMs`: each has a place of its own, so that
   * thousands which came at once do not come again at once.
   */
  place(who: string, waitMs: number): number;
  /** Takes `cost` tokens whether they are there or not: what is known only after the work. Nobody owes more than 30 s. */
  charge(who: string, cost: number): void;
}

/** How many addresses are remembered; the one that has not been heard of for longest is forgotten first. */
const MAX_ADDRESSES = 50_000;

/** So many are forgotten at a time: to find the first of a map takes as long as it has had others before. */
const FORGOTTEN_AT_ONCE = 1_000;

/** An office behind one address is not shut out for long by one of its machines. */
const MOST_DEBT_S = 30;

/** Places leave room for those who come for the first time: 10,000 who come at once have theirs within a minute at 200 a second. */
const PLACES_SHARE = 0.8;

/** Tokens that wait for those with a place: a second's worth, since each comes anywhere within the second after it. */
const RESERVED_S = 1;

/** Who has a place may be so late: a header says whole seconds, the SDK adds up to one, and the way takes time too. */
const LATE_MS = 3_000;

/** The longest that the SDK waits of itself: who hammers does not send the others of its address away for longer. */
const MOST_PLACES_MS = 300_000;

/** What is known of an address: its tokens as of `at`, and the latest place that was given away. */
interface Bucket {
  tokens: number;
  at: number;
  placeAt: number;
}

/** An IPv6 site gets a /64 and can use each address of it. A connection that is closed already has no address. */
export function addressGroup(ip: string | undefined): string {
  if (ip === undefined) return '';
  return ip.includes(':') && !ip.includes('.') ? `${expanded(ip).slice(0, 4).join(':')}::/64` : ip;
}

function expanded(ip: string): string[] {
  const [head = '', tail] = ip.split('%')[0]?.split('::') ?? [];
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  return [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
}

/** A limiter that lets `perSecond` through for long and `burst` at once. */
export function createRateLimiter(options: { perSecond: number; burst: number; clock: Clock }): RateLimiter {
  const { perSecond, burst, clock } = options;
  const buckets = new Map<string, Bucket>();
  const bucketOf = (who: string): Bucket => {
    const now = clock();
    const bucket = buckets.get(who) ?? { tokens: burst, at: now, placeAt: -Infinity };
    // a clock that goes back gives nothing
    const gained = (Math.max(0, now - bucket.at) * perSecond) / 1000;
    bucket.tokens = Math.min(burst, bucket.tokens + gained);
    bucket.at = now;
    // newest last, so that the first is the one to forget
    buckets.delete(who);
    buckets.set(who, bucket);
    if (buckets.size > MAX_ADDRESSES)
      for (const oldest of buckets.keys()) {
        buckets.delete(oldest);
        if (buckets.size <= MAX_ADDRESSES - FORGOTTEN_AT_ONCE) break;
      }
    return bucket;
  };
  return {
    take: (who, cost = 1, isAgain = false) => {
      const bucket = bucketOf(who);
      const isLine = bucket.placeAt + LATE_MS > bucket.at;
      const needed = cost + (isLine && !isAgain ? Math.min(burst, perSecond * PLACES_SHARE * RESERVED_S) : 0);
      if (bucket.tokens < needed) return Math.ceil(((needed - bucket.tokens) * 1000) / perSecond);
      bucket.tokens -= cost;
      return 0;
    },
    place: (who, waitMs) => {
      const bucket = bucketOf(who);
      const next = Math.max(bucket.placeAt, bucket.at) + 1000 / (perSecond * PLACES_SHARE);
      bucket.placeAt = Math.min(next, bucket.at + MOST_PLACES_MS);
      return Math.max(waitMs, Math.ceil(bucket.placeAt - bucket.at));
    },
    charge: (who, cost) => {
      const bucket = bucketOf(who);
      bucket.tokens = Math.max(Math.min(bucket.tokens, -MOST_DEBT_S * perSecond), bucket.tokens - cost);
    },
  };
}

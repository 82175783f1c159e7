/** How often one address may ask: a token bucket each, in bounded memory. */
import type { Clock } from '../types.ts';

/** What one address has left. */
export interface RateLimiter {
  /**
   * Takes a token; gives 0 when there was one, else the ms after which there is. While others are on their way to their
   * places, who comes for the first time leaves so many that they find theirs. `isAgain`: says that he has a place, which
   * is believed of as many as may be due.
   */
  take(who: string, isAgain?: boolean): number;
  /** How long until nothing is owed, ms. */
  debt(who: string): number;
  /**
   * When one that was refused should come back, ms from now: each has a place of its own, so that thousands which came at
   * once do not come again at once.
   */
  place(who: string): number;
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

/** Places of so many seconds may be due at once: those of a second come within the next one. */
const DUE_S = 2;

/** How much the latest request tells of what the next ones cost: half of the mean is of the last eleven. */
const NEWS = 1 / 16;

/** The most that a request of the SDK's costs: 16 batches of 16 KiB. What costs more says nothing of the others. */
const MOST_COST = 16;

/** What is known of an address as of `at`. */
interface Bucket {
  tokens: number;
  at: number;
  /** The latest place that was given away. */
  placeAt: number;
  /** How many of those with a place may come now. */
  due: number;
  /** Mean tokens of a request. */
  cost: number;
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
  const reserve = Math.min(burst - 1, perSecond * PLACES_SHARE * RESERVED_S);
  const placesPerSecond = ({ cost }: Bucket): number => (perSecond * PLACES_SHARE) / cost;
  const msUntil = ({ tokens }: Bucket, needed: number): number =>
    Math.max(0, Math.ceil(((needed - tokens) * 1000) / perSecond));
  const buckets = new Map<string, Bucket>();
  const bucketOf = (who: string): Bucket => {
    const now = clock();
    const bucket = buckets.get(who) ?? { tokens: burst, at: now, placeAt: -Infinity, due: 0, cost: 1 };
    // a clock that goes back gives nothing
    const seconds = Math.max(0, now - bucket.at) / 1000;
    bucket.tokens = Math.min(burst, bucket.tokens + seconds * perSecond);
    bucket.due = Math.min(placesPerSecond(bucket) * DUE_S, bucket.due + placesPerSecond(bucket) * seconds);
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
    take: (who, isAgain = false) => {
      const bucket = bucketOf(who);
      const isLine = bucket.placeAt + LATE_MS > bucket.at;
      const hasPlace = isLine && isAgain && bucket.due >= 1;
      const waitMs = msUntil(bucket, isLine && !hasPlace ? 1 + reserve : 1);
      if (waitMs > 0) return waitMs;
      bucket.tokens -= 1;
      if (hasPlace) bucket.due -= 1;
      bucket.cost += (1 - bucket.cost) * NEWS;
      return 0;
    },
    debt: (who) => msUntil(bucketOf(who), 0),
    place: (who) => {
      const bucket = bucketOf(who);
      // what is owed is paid first
      const from = Math.max(bucket.placeAt, bucket.at + msUntil(bucket, 1));
      bucket.placeAt = Math.min(from + 1000 / placesPerSecond(bucket), bucket.at + MOST_PLACES_MS);
      return Math.ceil(bucket.placeAt - bucket.at);
    },
    charge: (who, cost) => {
      const bucket = bucketOf(who);
      bucket.tokens = Math.max(Math.min(bucket.tokens, -MOST_DEBT_S * perSecond), bucket.tokens - cost);
      bucket.cost += Math.min(cost, MOST_COST) * NEWS;
    },
  };
}

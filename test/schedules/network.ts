/** What lies between a page and the collector: each fault of a network, a proxy or a server that is not itself. */
import type { Random } from '../../demo/traffic/random.ts';
import type { VirtualClock } from './clock.ts';

/** What a network does now. */
export const moods = [
  'good',
  /** No connection. */
  'refused',
  /** The connection breaks while the request is on its way: the collector gets half of it. */
  'reset',
  /** Nothing is answered. */
  'hang',
  /** The collector has stored it, and the answer is lost. */
  'answerLost',
  /** The same, and by the time that it comes again its block is in the store. */
  'answerLostLater',
  /** The answer comes after the page has given up. */
  'answerLate',
  /** The answer breaks off. */
  'answerHalf',
  /** A captive portal. */
  'portal',
  /** A proxy that takes no body of more than 24 KiB; one batch always fits. */
  'small',
  '401',
  '403',
  '429',
  '500',
  '503',
] as const;

/** One of {@link moods}. */
export type Mood = (typeof moods)[number];

/** Most bytes that the mood `small` lets through: a batch of 16 KiB and what stands around it fit. */
const SMALL_BYTES = 24_576;

/** Forms of Retry-After that servers send; `now` is the visitor's. */
const retryAfters = (now: number): (string | undefined)[] => [
  undefined,
  '0',
  '-5',
  '2',
  '120',
  '1e9',
  'soon',
  new Date(now + 20_000).toUTCString(),
  new Date(now - 20_000).toUTCString(),
];

/** What a network works with. */
export interface NetworkOptions {
  readonly clock: VirtualClock;
  readonly random: Random;
  /** The visitor's clock, epoch ms. */
  readonly date: () => number;
  /** Sends a body to the collector itself. Rejects when it is not there. */
  readonly forward: (body: string) => Promise<{ status: number; text: string; headers: Headers }>;
  /** Resolves when the store has all that the collector has acknowledged. */
  readonly rest: () => Promise<unknown>;
}

/** One visitor's way to the collector. */
export interface Network {
  mood: Mood;
  /** As `fetch`; `isGone`: the page that asked has died, and what was not on its way yet is not sent. */
  request(init: RequestInit, isGone: () => boolean, url: string): Promise<Response>;
}

const failed = (): Error => new TypeError('fetch failed');

/** A network in good mood. */
export function createNetwork({ clock, random, date, forward, rest }: NetworkOptions): Network {
  const passing = (): Promise<void> => clock.pause(random.between(1, 120));
  const ask = async (body: string): Promise<Response> => {
    const { status, text, headers } = await clock.holds(forward(body));
    return new Response(status === 204 ? null : text, { status, headers });
  };
  const refuse = (status: number): Response => {
    const after = random.pick(retryAfters(date()));
    return new Response('{"error":"Not now."}', {
      status,
      headers: after === undefined ? {} : { 'retry-after': after },
    });
  };

  const answers: Record<Mood, (body: string) => Promise<Response>> = {
    good: ask,
    refused: () => Promise.reject(failed()),
    async reset(body) {
      await ask(body.slice(0, body.length >> 1)).catch(() => undefined);
      throw failed();
    },
    hang: () => new Promise(() => {}),
    async answerLost(body) {
      await ask(body);
      throw failed();
    },
    async answerLostLater(body) {
      await ask(body);
      await clock.holds(rest());
      throw failed();
    },
    async answerLate(body) {
      const answer = await ask(body);
      await clock.pause(random.between(9_000, 60_000));
      return answer;
    },
    async answerHalf(body) {
      const answer = await ask(body);
      const text = await answer.text();
      return new Response(text.slice(0, random.whole(0, text.length - 1)), { status: answer.status });
    },
    portal: async () => new Response('<!doctype html><title>Welcome to our network</title>'),
    small: async (body) => (body.length > SMALL_BYTES ? refuse(413) : ask(body)),
    '401': async () => refuse(401),
    '403': async () => refuse(403),
    '429': async () => refuse(429),
    '500': async () => refuse(500),
    '503': async () => refuse(503),
  };

  const network: Network = {
    mood: 'good',
    request(init, isGone) {
      const work = async (): Promise<Response> => {
        await passing();
        if (isGone() && !init.keepalive) throw failed();
        const answer = await answers[network.mood](init.body as string);
        await passing();
        return answer;
      };
      return new Promise((resolve, reject) => {
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
        work().then(resolve, reject);
      });
    },
  };
  return network;
}

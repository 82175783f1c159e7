/** Thousands of pages that could not send for a while, each the SDK's own code, before the shipped server, in virtual time. */
import { createRandom } from '../../demo/traffic/random.ts';
import { createIds } from '../../src/page/ids.ts';
import { agent, collectorParts, project } from '../unit/collector/parts.ts';
import { golden } from '../unit/contract/golden.ts';
import { createBrowser, type Tab } from './browser.ts';
import { createVirtualClock } from './clock.ts';

/** How the outage looks to the pages. */
type Outage =
  /** Nobody answers. */
  | 'unreachable'
  /** The collector's own 503: its disk is full. */
  | 'full'
  /** The pages have no network, and learn all at once that it is back. */
  | 'offline';

/** What is played. */
export interface HerdOptions {
  readonly clients: number;
  readonly outage: Outage;
  readonly outageMs: number;
  /** All pages come from one address, such as an office's; otherwise each from its own. */
  readonly isOneAddress: boolean;
  readonly seed: number;
}

/** What the server saw after the outage. */
export interface Herd {
  /** When the first request of each client came, ms after the end of the outage, in order. */
  readonly firstMs: readonly number[];
  /** When a request of each client was taken, in order. */
  readonly takenMs: readonly number[];
  /** How many clients were refused never, once, twice, ... */
  readonly refused: readonly number[];
  /** Clients that had receipts for all that they captured. */
  readonly done: number;
}

/** Batches of one page are sent in one request: it has so many events of an hour. */
const EVENTS = 3;

/** So long after the outage everybody has been there: a backoff of 5 min, and the longest wait that the server asks for. */
const AFTER_MS = 700_000;
const LOOK_MS = 5_000;

/** Plays an outage. */
export async function playHerd({ clients, outage, outageMs, isOneAddress, seed }: HerdOptions): Promise<Herd> {
  const { app, disk, time } = await collectorParts({
    projects: [project()],
    // as a collector comes
    config: { limits: { requestsPerSecondPerIp: 200 } },
  });
  const random = createRandom(seed);
  const startAt = time.now;
  const clock = createVirtualClock(startAt);
  const overAt = startAt + outageMs;
  const first: number[] = [];
  const taken: number[] = [];
  const refused: number[] = Array<number>(clients).fill(0);
  const isOver = (): boolean => clock.now() >= overAt;
  disk.filled = outage === 'full' ? 1 : 0;

  const visit = (client: number): Tab => {
    const request = async (init: RequestInit, _: unknown, url: string): Promise<Response> => {
      await clock.pause(random.between(5, 100));
      if (!isOver() && outage !== 'full') throw new TypeError('fetch failed');
      const at = clock.now() - overAt;
      if (isOver()) first[client] ??= at;
      time.now = clock.now();
      const answer = await clock.holds(
        Promise.resolve(
          app.inject({
            method: 'POST',
            url: new URL(url).pathname + new URL(url).search,
            remoteAddress: isOneAddress ? '203.0.113.1' : `10.${client >> 16}.${(client >> 8) & 255}.${client & 255}`,
            headers: { 'content-type': 'text/plain', 'user-agent': agent },
            payload: init.body as string,
          }),
        ),
      );
      if (answer.statusCode === 202) taken[client] = at;
      else if (isOver()) refused[client] = (refused[client] ?? 0) + 1;
      await clock.pause(random.between(5, 100));
      const wait = answer.headers['retry-after'];
      return new Response(answer.body, {
        status: answer.statusCode,
        headers: wait === undefined ? {} : { 'retry-after': wait },
      });
    };
    const date = (): number => Math.floor(clock.now());
    const newId = createIds(date);
    const network = { mood: 'good' as const, request };
    const tab = createBrowser({
      clock,
      random,
      newId,
      network,
      date,
      key: 'pk_site',
      beforeSend: (event) => event,
    }).visit();
    // somebody who reads and does nothing else
    tab.setHidden(true);
    for (let n = 0; n < EVENTS; n += 1) tab.emit('click', golden.click as never);
    return tab;
  };

  const tabs: Tab[] = [];
  // they come while it lasts
  for (let client = 0; client < clients; client += 1)
    clock.after(random.between(0, outageMs * 0.8), () => tabs.push(visit(client)));
  await clock.advance(outageMs);
  disk.filled = 0;
  if (outage === 'offline') for (const tab of tabs) tab.fire('online');
  const isDone = (tab: Tab): boolean => tab.stats().receipted >= EVENTS;
  for (let ms = 0; ms < AFTER_MS && !tabs.every(isDone); ms += LOOK_MS) await clock.advance(LOOK_MS);
  const inOrder = (times: readonly number[]): number[] => times.filter((at) => at !== undefined).sort((a, b) => a - b);
  return {
    firstMs: inOrder(first),
    takenMs: inOrder(taken),
    refused: refused.reduce<number[]>((counts, times) => {
      counts[times] = (counts[times] ?? 0) + 1;
      return counts;
    }, []),
    done: tabs.filter(isDone).length,
  };
}

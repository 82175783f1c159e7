/**
 * A browser that dies at random moments while it captures, again and again on one profile. What was persisted arrives,
 * each event once; and what was captured is persisted within the time that the product promises.
 */
import fc from 'fast-check';
import { eventually } from '../collector.ts';
import { inOwnBrowser } from './ownBrowser.ts';
import { expect, type Stand, test, visit } from './stand.ts';
import { nameOf } from './tabs.ts';

const KILLS = Number(process.env['WATCHGLASS_BROWSER_KILLS'] ?? 100);
const SEED = Number(process.env['WATCHGLASS_SEED'] ?? Date.now() % 1_000_000_000);

/** The promise: what was captured longer than this before a kill arrives. */
const EXPOSURE_MS = 250;

/** A life: long enough for requests, retries and last states, short enough for a hundred. */
const LIFE_MS = { min: 300, max: 4_000 };
/** Pauses between events, by life: from a storm to a visitor who thinks. */
const PAUSE_MS = { min: 5, max: 400 };
/** Between clicks: far fewer than what is no hand's any more, and dropped. */
const CLICK_EVERY_MS = 150;
/** For what earlier lives left: the lease of a dead tab, a refusal, and a machine that is busy. */
const ARRIVE_MS = 60_000;

/** What the oracle heard of an event before the kill. */
interface Heard {
  readonly name: string;
  /** Epoch ms, just before it was captured. */
  readonly at: number;
}

/** What a page tells the oracle: it was about to capture this, and everything up to it was on the disk. */
type Tell = (name: string, at: number, persisted: number) => void;

/** A life of the browser: events at a pace until it is killed, and what the oracle heard of it. */
interface Life {
  readonly heard: readonly Heard[];
  /** Of these, so many were persisted for certain. */
  readonly persisted: number;
  readonly killedAt: number;
}

/** Names of the events that are stored: a click has it in its element key. */
const storedNames = async (stand: Stand): Promise<string[]> =>
  (await stand.events()).flatMap((event) =>
    event.kind === 'custom' ? nameOf(event) : event.kind === 'click' ? event.key.replace('testid:', '') : [],
  );

const newestFirst = (a: number, b: number): number => b - a;

/** Events that were captured longer than `ms` before the kill, or persisted, and are not stored. */
const missing = ({ heard, persisted, killedAt }: Life, stored: ReadonlySet<string>, ms: number): Heard[] =>
  heard.filter(({ name, at }, index) => (index < persisted || killedAt - at > ms) && !stored.has(name));

/** Some die in the background: the page is hidden, and no other end is announced to it. */
const life = fc.record({
  lifeMs: fc.integer(LIFE_MS),
  pauseMs: fc.integer(PAUSE_MS),
  isRefused: fc.boolean(),
  isHidden: fc.boolean(),
});

test(`${KILLS} kills: nothing persisted is lost, and nothing captured waits longer than ${EXPOSURE_MS} ms`, {
  tag: ['@long', '@chromium'],
}, async ({ makeStand }) => {
  test.setTimeout(2 * ARRIVE_MS + KILLS * 30_000);
  const stand: Stand = await makeStand();
  const lives: Life[] = [];
  await inOwnBrowser(async (own) => {
    for (const [n, { lifeMs, pauseMs, isRefused, isHidden }] of fc
      .sample(life, { seed: SEED, numRuns: KILLS })
      .entries()) {
      // what is refused waits on the disk, and the next life finds it
      stand.proxy.script = isRefused ? () => ({ answer: { status: 503 } }) : undefined;
      const heard: Heard[] = [];
      let persisted = 0;
      const page = await own.context().newPage();
      await page.exposeFunction('tell', ((name, at, upTo) => {
        heard.push({ name, at });
        persisted = upTo;
      }) satisfies Tell);
      await visit(page, stand);
      await page.evaluate(
        ({ n, pauseMs, clickEveryMs }) => {
          const { watchglass, tell } = window as unknown as {
            watchglass: {
              track(name: string, properties: { number: number }): void;
              stats(): { inMemory: number };
            };
            tell: Tell;
          };
          let made = 0;
          let persisted = 0;
          let clickedAt = 0;
          setInterval(() => {
            if (watchglass.stats().inMemory === 0) persisted = made;
            const number = made++;
            const name = `life-${n} ${number}`;
            tell(name, Date.now(), persisted);
            if (performance.now() - clickedAt < clickEveryMs) {
              watchglass.track(`life-${n}`, { number });
              return;
            }
            clickedAt = performance.now();
            // not on a control: such a click leads nowhere, and may wait in memory
            const text = document.createElement('p');
            text.dataset['testid'] = name;
            document.body.append(text);
            text.click();
            text.remove();
          }, pauseMs);
        },
        { n, pauseMs, clickEveryMs: CLICK_EVERY_MS },
      );
      await page.waitForTimeout(lifeMs);
      if (isHidden) await own.context().newPage();
      const killedAt = await own.kill();
      lives.push({ heard, persisted, killedAt });
      await own.start();
    }
    stand.proxy.script = undefined;
    const page = await own.context().newPage();
    await visit(page, stand);
    await eventually(
      async () => {
        const stored = new Set(await storedNames(stand));
        return lives.every((one) => missing(one, stored, EXPOSURE_MS).length === 0) ? true : undefined;
      },
      { withinMs: ARRIVE_MS, everyMs: 2_000 },
    ).catch(() => undefined);
  });
  const names = await storedNames(stand);
  const stored = new Set(names);
  const exposed = lives
    .flatMap(({ heard, killedAt }) => heard.flatMap(({ name, at }) => (stored.has(name) ? [] : killedAt - at)))
    .sort(newestFirst);
  const heard = lives.reduce((sum, one) => sum + one.heard.length, 0);
  console.log(
    `seed ${SEED}: ${KILLS} kills, ${heard} events heard of, ${lives.reduce((sum, one) => sum + one.persisted, 0)} known to be persisted, ` +
      `${exposed.length} lost; the oldest of these was captured ${exposed[0] ?? 0} ms before the kill`,
  );
  expect(lives.flatMap((one) => missing(one, stored, Infinity))).toEqual([]);
  expect(lives.flatMap((one) => missing(one, stored, EXPOSURE_MS))).toEqual([]);
  expect(names).toHaveLength(stored.size);
});

/** H12: start, stop and use in any order: a model says what has to arrive. */
import fc from 'fast-check';
import { expect, test } from '../fixture.ts';
import { balance, stats } from '../pageClient.ts';
import { expectWhole, of, pageOf, tagOf } from './hostPage.ts';

type Client = {
  init(options: unknown): unknown;
  track(name: string): void;
  reset(): void;
  flush(): Promise<unknown>;
  shutdown(): Promise<void>;
  stats(): { state: string };
};
type OnPage = Window & { watchglass: Client; ended?: Promise<void> };

const steps = ['start', 'stop', 'stopAtOnce', 'track', 'click', 'reset', 'flush', 'push', 'stopTwice'] as const;

test('start, stop and use in any order: what was done while it ran arrives once, and nothing else', async ({
  page,
  server,
  noise,
}) => {
  test.setTimeout(240_000);
  server.page(
    '/',
    pageOf(
      tagOf(server, 'data-capture="click,error"').replace('data-key="pk_test"', ''),
      '<button id="go">Go</button>',
    ),
  );
  await page.goto(`${server.origin}/`);
  // a tag without a key warns once that it waits
  await expect.poll(() => noise.console.length).toBe(1);
  let made = 0;
  const wanted = new Set<string>();
  let clicks = 0;
  let isRunning = false;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...steps), { minLength: 3, maxLength: 15 }), async (list) => {
      for (const one of list) {
        const name = `t${made++}`;
        const isNew = one === 'start' && !isRunning;
        await page.evaluate(
          async ([one, name, isNew, endpoint]) => {
            const page = window as unknown as OnPage;
            const { watchglass } = page;
            if (isNew) {
              // a second start before the first has ended would be given the one that ends
              await page.ended;
              watchglass.init({ key: 'pk_test', endpoint, capture: ['click'] });
            }
            if (one === 'track') watchglass.track(name);
            if (one === 'click') document.getElementById('go')?.click();
            if (one === 'reset') watchglass.reset();
            if (one === 'flush') await watchglass.flush();
            if (one === 'push') history.pushState(null, '', `/${name}`);
            if (one === 'stop') await watchglass.shutdown();
            if (one === 'stopAtOnce') page.ended = watchglass.shutdown();
            if (one === 'stopTwice') await Promise.all([watchglass.shutdown(), watchglass.shutdown()]);
          },
          [one, name, isNew, server.collector.origin] as const,
        );
        if (one === 'start') isRunning = true;
        if (one.startsWith('stop')) isRunning = false;
        if (isRunning && one === 'track') wanted.add(name);
        if (isRunning && one === 'click') clicks++;
        const now = await stats(page);
        expect(now.state === 'running').toBe(isRunning);
        expect(balance(now)).toBe(0);
      }
    }),
    { numRuns: 25, endOnFailure: true },
  );
  await page.evaluate(async (endpoint) => {
    const page = window as unknown as OnPage;
    await page.watchglass.shutdown();
    await page.ended;
    page.watchglass.init({ key: 'pk_test', endpoint });
    await page.watchglass.flush();
  }, server.collector.origin);
  await expect.poll(() => of(server, 'custom').length).toBe(wanted.size);
  expect(new Set(of(server, 'custom').map((event) => event.kind === 'custom' && event.name))).toEqual(wanted);
  await expect.poll(() => of(server, 'click').length).toBe(clicks);
  await expectWhole(page, server);
  expect(noise.errors).toEqual([]);
  expect(noise.console).toHaveLength(1);
});

test('a tag without a key, on a page whose timers throw: nothing is thrown, and a start says why it is none', async ({
  page,
  server,
  noise,
}) => {
  server.page(
    '/',
    pageOf(
      `<script>window.setTimeout = () => { throw new Error('taken away'); };</script>${tagOf(server).replace('data-key="pk_test"', '')}`,
    ),
  );
  await page.goto(`${server.origin}/`);
  await page.evaluate((endpoint) => {
    (window as unknown as OnPage).watchglass.init({ key: 'pk_test', endpoint });
  }, server.collector.origin);
  expect(await stats(page)).toMatchObject({ state: 'inert', reason: 'no page' });
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

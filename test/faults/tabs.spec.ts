/** Tabs of one visitor: one request at a time, every event once, and another tab goes on when the one that sends cannot. */
import { expectConserved, flush, stats } from '../pageClient.ts';
import { inOwnBrowser } from './ownBrowser.ts';
import { expect, test } from './stand.ts';
import { crash, expectEachOnce, expectOneAtATime, freeze, openTabs, takeOver, thaw, trackInTabs } from './tabs.ts';

/** More of both is a row of `npm run test:long`. */
const TABS = Number(process.env['WATCHGLASS_TABS'] ?? 3);
const EVENTS = Number(process.env['WATCHGLASS_TAB_EVENTS'] ?? 300);

/** The promise. */
const TAKE_OVER_MS = 5_000;

/** For all events to get through one request after the other: ten times what it takes an idle machine. */
const withinMs = 30_000 + 20 * EVENTS;

test(`${TABS} tabs, ${EVENTS} events: one request at a time, each stored once, and others take over`, {
  tag: '@chromium',
}, async ({ makeStand }) => {
  test.setTimeout(120_000 + 3 * withinMs);
  const stand = await makeStand();
  await inOwnBrowser(async (own) => {
    const tabs = await openTabs(own.context(), stand, TABS);
    const names = await trackInTabs(tabs, EVENTS / TABS);
    await expectEachOnce(stand, names, withinMs);
    expectOneAtATime(stand);
    for (const tab of tabs) {
      await expect
        .poll(async () => (await flush(tab), (await stats(tab)).receipted))
        .toBeGreaterThanOrEqual(EVENTS / TABS);
      expectConserved(await stats(tab));
    }

    const frozen = await takeOver(tabs, stand, 'frozen', freeze);
    await expectEachOnce(stand, [...names, ...frozen.names], withinMs);
    await thaw(frozen.leader);
    const crashed = await takeOver(tabs, stand, 'crashed', crash);
    await expectEachOnce(stand, [...names, ...frozen.names, ...crashed.names], withinMs);
    console.log(
      `another tab sent ${frozen.ms.toFixed(0)} ms after a freeze, ${crashed.ms.toFixed(0)} ms after a crash`,
    );
    expect(Math.max(frozen.ms, crashed.ms)).toBeLessThan(TAKE_OVER_MS);
  });
});

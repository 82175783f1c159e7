/** Claims of "none lost", "none doubled" and "one at a time" are worth what their tests notice: a broken tag turns each red. */
import { brokenTag } from './builtTag.ts';
import { killAfter, underFault } from './eightFaults.ts';
import { expect, test } from './stand.ts';
import { expectEachOnce, expectOneAtATime, openTabs, trackInTabs } from './tabs.ts';

/** What is lost stays lost: a whole tag needs less than this. */
const SETTLE_MS = 8_000;

test('a tag that deletes before the receipt loses clicks while the server refuses', { tag: '@long' }, async ({
  browser,
  makeStand,
}) => {
  const tag = await brokenTag('deleteBeforeReceipt');
  const stand = await makeStand({ tagAt: () => tag });
  const { lost } = await underFault({ answer: { status: 503 } }, 8_000, SETTLE_MS)(stand, browser);
  expect(lost.length).toBeGreaterThan(0);
});

test('a tag that sends before it persists loses clicks when the browser is killed', {
  tag: ['@long', '@chromium'],
}, async ({ makeStand }) => {
  const tag = await brokenTag('sendFromMemory');
  const stand = await makeStand({ tagAt: () => tag });
  const { lost } = await killAfter(stand, 300, SETTLE_MS);
  expect(lost.length).toBeGreaterThan(0);
});

test('tabs of a tag without the lease send at the same time', { tag: '@long' }, async ({ context, makeStand }) => {
  const tag = await brokenTag('noLease');
  const stand = await makeStand({ tagAt: () => tag });
  const tabs = await openTabs(context, stand, 3);
  // the first of each tab, as long as a busy machine may keep the others from theirs
  let asked = 0;
  stand.proxy.script = () => ({ delayMs: asked++ < tabs.length ? 8_000 : 0 });
  const names = await trackInTabs(tabs, 100);
  await expectEachOnce(stand, names, 30_000);
  expect(() => expectOneAtATime(stand)).toThrow();
});

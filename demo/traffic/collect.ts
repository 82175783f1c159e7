/** Reads what a visitor's browser has stored, as the dashboard's "save as file" would write it. */
import { browserOf, type LocalRecord, localStore, type StoredEvent } from '@watchglass/contract';
import type { Page } from 'playwright';
import { flushTag, tagIsReady } from './tag.ts';

/** Marks the page that only waits for the rest of the visit to be stored; its own events are left out. */
const MARK = 'drain';

/**
 * Opens one more page, as the next visit of the same person would, so that what the last page left behind is stored;
 * then reads everything.
 */
export async function collectEvents(page: Page, base: string): Promise<StoredEvent[]> {
  await page.goto(`${base}shop/help/?${MARK}=1`);
  await tagIsReady(page);
  await page.clock.runFor(5_000);
  await flushTag(page);
  const records = await page.evaluate(
    ({ database, store }) =>
      new Promise<LocalRecord[]>((resolve, reject) => {
        const opening = indexedDB.open(database);
        opening.addEventListener('error', () => reject(opening.error));
        opening.addEventListener('success', () => {
          const reading = opening.result.transaction(store).objectStore(store).getAll();
          reading.addEventListener('error', () => reject(reading.error));
          reading.addEventListener('success', () => resolve(reading.result as LocalRecord[]));
        });
      }),
    localStore,
  );
  const browser = browserOf(await page.evaluate(() => navigator.userAgent));
  return records.flatMap(({ batch, receivedAt }) =>
    batch.events
      .filter((event) => !event.url.includes(`?${MARK}=`))
      .map((event) => ({
        ...event,
        batch: batch.batch,
        release: batch.release,
        environment: batch.environment,
        sampleRate: batch.sampleRate,
        receivedAt,
        skewMs: 0,
        browser,
        ...(Object.keys(batch.drops).length > 0 ? { batchDrops: batch.drops } : {}),
      })),
  );
}

/** Pages of other people with the built tag on them. */
import type { Page } from '@playwright/test';
import type { WatchglassEvent } from '@watchglass/contract';
import { expect } from '../fixture.ts';
import type { TestServer } from '../server.ts';

/** The tag as markup. */
export const tagOf = (server: TestServer, attributes = ''): string =>
  `<script src="${server.origin}/dist/watchglass.js" data-key="pk_test" data-endpoint="${server.collector.origin}" ${attributes}></script>`;

/** A page: what stands in its head, and its body. */
export const pageOf = (head: string, body = '<button id="go">Go</button>'): string =>
  `<!doctype html><html lang="en"><head><title>Test</title>${head}</head><body>${body}</body></html>`;

/** Events of a kind at the collector. */
export const of = (server: TestServer, kind: string): WatchglassEvent[] =>
  server.collector.events().filter((event) => event.kind === kind);

/**
 * Ends the client of a page, because numbers of last states are given before they arrive: everything that arrived is valid,
 * and no number of a document is missing or doubled.
 */
export async function expectWhole(page: Page, server: TestServer): Promise<void> {
  await page.evaluate(() => (window as { watchglass?: { shutdown(): Promise<void> } }).watchglass?.shutdown());
  await expect
    .poll(() => {
      const events = server.collector.events();
      return [...new Set(events.map((event) => event.doc))].flatMap((doc) => {
        const seqs = events.filter((event) => event.doc === doc).map(({ seq }) => seq);
        return seqs.every((seq, index) => seq === index) ? [] : [seqs];
      });
    })
    .toEqual([]);
  expect(server.collector.rejected).toEqual([]);
}

/** Pages of other people with the built tag on them. */
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

/** Everything that arrived is valid, and no number of a document is missing or doubled. */
export function expectWhole(server: TestServer): void {
  const events = server.collector.events();
  expect(server.collector.rejected).toEqual([]);
  for (const doc of new Set(events.map((event) => event.doc))) {
    const seqs = events.filter((event) => event.doc === doc).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index));
  }
}

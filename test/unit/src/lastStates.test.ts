/** What a document that is killed had written ahead, and who sends it when. */
import type { Batch, WatchglassEvent } from '@watchglass/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type Doc, imbalance, openDoc, type World } from './page.ts';

let world: World;
let stored: Map<string, Batch>;
const sink = (batches: Batch[]): void => {
  for (const batch of batches) if (!stored.has(batch.batch)) stored.set(batch.batch, structuredClone(batch));
};
const settings = { sinks: [sink] };
const leaves = (doc: Doc): Extract<WatchglassEvent, { kind: 'page_leave' }>[] =>
  [...stored.values()]
    .flatMap((batch) => batch.events)
    .filter((event) => event.kind === 'page_leave' && event.doc === doc.core.doc) as never;

/** A view whose leave grows with the clock, and scroll events that come as panes are scrolled. */
function watch(doc: Doc): { panes: number } {
  const begun = Date.now();
  const state = { panes: 0 };
  doc.ctx.last('page_leave', () => [
    {
      visibleMs: Date.now() - begun,
      activeMs: 0,
      scrollRatioMax: 0,
      contentRatioMax: 1,
      reachKey: '',
      reachIndex: 0,
      viewportWidth: 390,
      viewportHeight: 844,
      documentHeight: 2000,
    },
  ]);
  doc.ctx.last('scroll', () =>
    Array.from({ length: state.panes }, (_, index) => ({
      key: `id:pane-${index}`,
      index: 0,
      keyRule: 1,
      viewportWidth: 390,
      scrollRatioMax: 1,
      scrollRatioLast: 1,
      contentRatioMax: 1,
      reachKey: '',
      reachIndex: 0,
    })),
  );
  return state;
}

beforeEach(() => {
  world = createWorld();
  stored = new Map();
});
afterEach(() => world.close());

test('a view that ends is sealed once, with its last state, under the ids it was written ahead with', async () => {
  const doc = openDoc(settings);
  watch(doc);
  await world.advance(5_000);
  expect(leaves(doc)).toEqual([]);
  expect(doc.pipeline.stats()).toMatchObject({ captured: 2, waiting: 2, inMemory: 0 });
  await world.advance(500);
  doc.ctx.endView();
  await world.advance(3_000);
  expect(leaves(doc).map(({ visibleMs }) => visibleMs)).toEqual([5_500]);
  expect(doc.pipeline.stats()).toMatchObject({ captured: 2, waiting: 0, inMemory: 0, receipted: 2 });
  expect(world.db.entries('watchglass:pk_test').size).toBe(0);
});

test('others wait until a visible document has been silent for 10 s', async () => {
  const killed = openDoc(settings);
  watch(killed);
  await world.advance(4_100);
  killed.kill();
  const other = openDoc(settings, 'tab-2');
  other.ctx.emit('custom', { name: 'early', properties: {} });
  await world.advance(8_000);
  expect(leaves(killed)).toEqual([]);
  await world.advance(4_000);
  other.ctx.emit('custom', { name: 'late', properties: {} });
  await world.advance(3_000);
  expect(leaves(killed).length).toBe(1);
});

test('a visible document keeps its own for as long as it lives, whoever else is there', async () => {
  const doc = openDoc(settings);
  watch(doc);
  for (const tab of ['tab-2', 'tab-3']) {
    openDoc(settings, tab).ctx.emit('custom', { name: 'x', properties: {} });
    await world.advance(60_000);
  }
  expect(leaves(doc)).toEqual([]);
});

test('a hidden document keeps its own for 30 min; what it sees after that is not counted twice', async () => {
  const doc = openDoc(settings);
  const state = watch(doc);
  await world.advance(4_100);
  doc.setHidden(true);
  openDoc(settings, 'tab-2').setHidden(true);
  await world.advance(1_700_000);
  const third = openDoc(settings, 'tab-3');
  third.setHidden(true);
  third.ctx.emit('custom', { name: 'meanwhile', properties: {} });
  await world.advance(20_000);
  expect(leaves(doc)).toEqual([]);
  await world.advance(200_000);
  openDoc(settings, 'tab-4').ctx.emit('custom', { name: 'next', properties: {} });
  await world.advance(20_000);
  expect(leaves(doc).map(({ visibleMs }) => visibleMs)).toEqual([4_100]);
  // the person comes back to the sleeping tab
  doc.setHidden(false);
  await world.advance(5_000);
  state.panes = 1;
  await world.advance(5_000);
  doc.ctx.endView();
  await world.advance(5_000);
  const events = [...stored.values()].flatMap((batch) => batch.events).filter((event) => event.doc === doc.core.doc);
  expect(events.map(({ kind }) => kind).sort()).toEqual(['page_leave', 'scroll', 'sdk']);
  expect(events.map(({ seq }) => seq).sort()).toEqual([0, 1, 2]);
  expect(imbalance(doc)).toBe(0);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 0, inMemory: 0, receipted: 3 });
});

test('what a refusing hook let through before still stands, what it never let through is dropped once', async () => {
  let isRefusing = false;
  const doc = openDoc({
    ...settings,
    beforeSend: (event) => (event.kind === 'sdk' || isRefusing ? null : event),
  });
  watch(doc);
  await world.advance(6_500);
  isRefusing = true;
  await world.advance(6_000);
  doc.ctx.endView();
  await world.advance(5_000);
  expect(leaves(doc).map(({ visibleMs, seq }) => [visibleMs, seq])).toEqual([[6_000, 0]]);
  expect(doc.pipeline.stats()).toMatchObject({ captured: 2, receipted: 1, dropped: { before_send: 1 } });
});

test('a reading that throws leaves the one before', async () => {
  const doc = openDoc(settings);
  let isBroken = false;
  doc.ctx.last('page_leave', () => {
    if (isBroken) throw new Error('broken');
    return [
      {
        visibleMs: 7,
        activeMs: 0,
        scrollRatioMax: 0,
        contentRatioMax: 1,
        reachKey: '',
        reachIndex: 0,
        viewportWidth: 1,
        viewportHeight: 1,
        documentHeight: 1,
      },
    ];
  });
  await world.advance(2_500);
  isBroken = true;
  doc.ctx.endView();
  await world.advance(5_000);
  expect(leaves(doc).map(({ visibleMs }) => visibleMs)).toEqual([7]);
  expect(doc.caught.map(String)).toEqual(['Error: broken']);
});

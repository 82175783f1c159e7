import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../server.ts';
import type { Client } from '../../src/index.ts';
import { cases } from './corpus.ts';
import { play } from './play.ts';
import { type Judge, type Labelled, rowOf, tableOf } from './score.ts';

test.describe.configure({ mode: 'default', retries: 0, timeout: 1_800_000 });
const split = process.env['WATCHGLASS_SPLIT'];
const chosen = cases.filter(({ widget }) => [undefined, '', widget.name].includes(process.env['WATCHGLASS_WIDGET']) && (!split || widget.split === split));
const pages = Number(process.env['WATCHGLASS_PAGES'] ?? 16);

const ours: Judge = (trace, events) => {
  const sure = (kind: string): number =>
    Math.max(0, ...events.filter((event) => event.kind === kind).map((event) => (event as unknown as { confidence: number }).confidence));
  const first = events.find((event) => event.kind === 'click');
  const deads = events.filter((event) => event.kind === 'dead_click' && event.click === first?.id);
  const dead = Math.max(0, ...deads.map((event) => (event as unknown as { confidence: number }).confidence));
  const rage = sure('rage_click');
  return { dead: dead >= 0.5, rage: rage >= 0.5, confidence: { dead, rage } };
};

test('our rules on the corpus @long', async ({ browser }) => {
  const played = await play({
    browser, cases: chosen, pages,
    tag: (endpoint, script) => `<script src="${script}" data-key="pk_corpus" data-endpoint="${endpoint}"></script>`,
    finish: (page) => page.evaluate(() => (window as unknown as { watchglass?: Client }).watchglass?.flush()).then(() => {}),
  });
  const labelled: Labelled[] = played.map(({ case: { widget, interaction }, trace, events }) => ({ split: widget.split, dead: interaction.dead, rage: interaction.rage, trace, events }));
  const lines: string[] = [];
  played.forEach(({ case: { widget, interaction }, events }, at) => {
    const verdict = ours((labelled[at] as Labelled).trace, events);
    for (const signal of ['dead', 'rage'] as const)
      if (verdict[signal] !== interaction[signal])
        lines.push(`${widget.split} ${signal} label ${interaction[signal]} [${widget.name}] ${interaction.name}: ${interaction.why} | ${events.filter((e) => e.kind === `${signal}_click`).map((e) => JSON.stringify((e as unknown as { features: object }).features)).join(' ')} clicks ${events.filter((e) => e.kind === 'click').length}`);
  });
  mkdirSync(join(root, '.cache/corpus'), { recursive: true });
  writeFileSync(join(root, '.cache/corpus/wrong.txt'), lines.sort().join('\n'));
  for (const signal of ['dead', 'rage'] as const) console.log(`\n${tableOf(`${signal} clicks`, [rowOf('ours', ours, labelled, signal)].flatMap((row) => row ?? []))}`);
  expect(played.length).toBe(chosen.length);
});

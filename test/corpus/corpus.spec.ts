import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../server.ts';
import type { Client } from '../../src/index.ts';
import { cases } from './corpus.ts';
import { contradiction } from './labels.ts';
import { type Played, play } from './play.ts';
import { publishedRules } from './published/rules.ts';
import { judgeOf, type Labelled, rowOf, tableOf } from './score.ts';
import { clicksOf } from './trace.ts';

// a run takes minutes, and a second one says nothing new
test.describe.configure({ mode: 'default', retries: 0, timeout: 1_800_000 });

/** WATCHGLASS_WIDGET plays one widget alone. */
const chosen = cases.filter(({ widget }) => [undefined, '', widget.name].includes(process.env['WATCHGLASS_WIDGET']));
const pages = Number(process.env['WATCHGLASS_PAGES'] ?? 16);

/** Keeps what was seen, for whoever wants to look at a trace. */
function keep(name: string, played: readonly Played[]): void {
  const folder = join(root, '.cache/corpus');
  mkdirSync(folder, { recursive: true });
  const lines = played.map(({ case: { widget, interaction }, trace, events, looksChanged }) =>
    JSON.stringify({
      split: widget.split,
      dead: interaction.dead,
      rage: interaction.rage,
      why: interaction.why,
      looksChanged,
      trace,
      events,
    }),
  );
  writeFileSync(join(folder, `${name}.ndjson`), lines.join('\n'));
}

test('an interaction has the trace of its own page, and the events that the tag on it sent', async ({ browser }) => {
  const played = await play({
    browser,
    cases: cases.filter(({ widget }) => widget.name === 'quantity'),
    tag: (endpoint, script) => `<script src="${script}" data-key="pk_corpus" data-endpoint="${endpoint}"></script>`,
    finish: (page) =>
      page.evaluate(() => (window as unknown as { watchglass: Client }).watchglass.flush()).then(() => {}),
  });
  const clicks = played.map(({ events }) => events.filter(({ kind }) => kind === 'click').length);
  expect(clicks).toEqual(played.map(({ trace }) => clicksOf(trace).length));
  expect(clicks).toEqual([1, 10, 8, 1, 8]);
});

test('what each interaction does on a page that is quiet bears out its label @long', async ({ browser }) => {
  const played = await play({ browser, cases: chosen, pages, quiet: true, looks: true });
  keep('quiet', played);
  expect(
    played.flatMap((one) => {
      const wrong = contradiction(one);
      return wrong ? [`${one.case.widget.name}: ${one.case.interaction.name}: ${wrong}`] : [];
    }),
  ).toEqual([]);
});

test('the published rules on the corpus @long', async ({ browser }) => {
  const played = await play({ browser, cases: chosen, pages });
  keep('played', played);
  const labelled: Labelled[] = played.map(({ case: { widget, interaction }, trace, events }) => ({
    split: widget.split,
    dead: interaction.dead,
    rage: interaction.rage,
    trace,
    events,
  }));
  for (const signal of ['dead', 'rage'] as const) {
    // a judge of our own signals joins here: (trace, events) => verdict
    const judges = publishedRules.map((rule) => [rule.name, judgeOf(rule)] as const);
    const rows = judges.flatMap(([name, judge]) => rowOf(name, judge, labelled, signal) ?? []);
    expect(rows.length).toBe(publishedRules.filter((rule) => rule[signal]).length);
    console.log(`\n${tableOf(`${signal} clicks`, rows)}`);
  }
});

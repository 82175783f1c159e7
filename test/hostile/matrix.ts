/** The matrix: everything that the tag touches, found by scan and by watching it, replaced in every way before it runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { root, type TestServer } from '../server.ts';
import type { Replacement, Target, Variant } from './page/targets.ts';
import { type Scan, scan } from './scan.ts';
import { type Counts, countsOf, differenceOf, judge, type Verdict } from './verdict.ts';
import { chunks, createVisits, type Outcome, pageFor, serveSlots, type Visits, type Wanted } from './visits.ts';

/** The tag as it is shipped. */
export const shippedTag = (): string => readFileSync(join(root, 'dist/watchglass.js'), 'utf8');

/** A target as people write it. */
export const nameOf = ({ holder, key }: Target): string => `${holder}.${key}`;

/** A replacement under test, or two. */
export type Case = readonly Replacement[];

/** A case as people write it. */
export const caseName = (of: Case): string => of.map((one) => `${nameOf(one)} ${one.variant}`).join(' + ');

/** What came of a case. */
export interface Result {
  readonly name: string;
  readonly replacements: Case;
  readonly verdict: Verdict;
}

/** Tabs that are open at once: a visit waits more than it computes. */
const SLOTS = 8;

/** The matrix on a site. */
export interface Matrix {
  readonly found: Scan;
  /** Properties of the platform that the tag's words may mean and a page can replace. */
  readonly possible: readonly Target[];
  /** Those that a page cannot replace. */
  readonly fixed: readonly Target[];
  /** Those that were looked up during a visit. */
  readonly touched: readonly Target[];
  /** Visits the page under each case. */
  run(cases: readonly Case[]): Promise<Result[]>;
  /** Cases under which the page runs in circles also without the tag. */
  readonly circles: string[];
  readonly visits: Visits;
  close(): Promise<void>;
}

/** Reads the tag, and watches it on an undisturbed visit; `tried` is what the visits after that have, if it is another. */
export async function createMatrix(
  browser: Browser,
  server: TestServer,
  tag = shippedTag(),
  tried = tag,
): Promise<Matrix> {
  await serveSlots(server, { '/tag.js': tag, '/tried.js': tried });
  const visits = createVisits(browser, server, SLOTS);
  const found = scan([tag, ...Object.values(chunks())]);
  const url = pageFor(server, 'targets');
  const { free, fixed } = await visits.one((slot) =>
    slot.evaluate(([url, found]) => window.slot.targets(url, found), [url, found] as const),
  );
  const lastChunk = Object.keys(chunks()).find((path) => path.startsWith('/detail'));
  const circles: string[] = [];
  const visitAll = async (wanted: readonly Wanted[]): Promise<Outcome[]> => {
    const outcomes: Outcome[] = [];
    await visits.all(wanted, (index, outcome) => {
      outcomes[index] = outcome;
    });
    return outcomes;
  };
  const [control, whole, witness] = await visitAll([
    { replacements: [] },
    { replacements: [], script: '/tag.js', chunk: lastChunk },
    { replacements: [], script: '/tag.js', chunk: lastChunk, watched: free },
  ]);
  if (!control || !whole || !witness) throw new Error('The page does not even work undisturbed.');
  const wanted: Counts = countsOf(whole.arrived);
  const undisturbed = judge(whole, differenceOf(whole, control), wanted, wanted);
  if (undisturbed.end !== 'right' || Object.keys(wanted).length < 7)
    throw new Error(`An undisturbed visit: ${undisturbed.why} ${JSON.stringify(wanted)}`);
  // a broken tag asks for chunks of its own version, and there are none
  const chunk = tag === tried ? lastChunk : undefined;

  const tryAll = async (cases: readonly Case[], isPatient: boolean): Promise<Result[]> => {
    const tagged = await visitAll(
      cases.map((replacements) => ({ replacements, script: '/tried.js', chunk, isPatient })),
    );
    // where the page fared as it does undisturbed, a visit without the tag has nothing to add
    const odd = cases
      .map((_, index) => index)
      .filter((index) => !tagged[index] || differenceOf(tagged[index], control));
    const controls = await visitAll(odd.map((index) => ({ replacements: cases[index] as Case, isPatient })));
    return cases.map((replacements, index) => {
      const outcome = tagged[index];
      const beside = odd.includes(index) ? controls[odd.indexOf(index)] : control;
      const difference = outcome && beside ? differenceOf(outcome, beside) : '';
      const verdict = beside
        ? judge(outcome, difference, countsOf(outcome?.arrived ?? []), wanted)
        : ({ faults: [], end: 'circles', why: 'in circles without the tag too' } as const);
      return { name: caseName(replacements), replacements, verdict };
    });
  };

  return {
    found,
    possible: free,
    fixed,
    touched: witness.seen.map((index) => free[index] as Target),
    circles,
    visits,
    async run(cases) {
      const results = await tryAll(cases, false);
      // what looks wrong is looked at once more, with patience: a machine may have been busy
      const again = results.flatMap(({ verdict }, index) => (verdict.end === 'faulty' ? index : []));
      const patient = await tryAll(
        again.map((index) => cases[index] as Case),
        true,
      );
      const all = results.map((result, index) => patient[again.indexOf(index)] ?? result);
      circles.push(...all.filter(({ verdict }) => verdict.end === 'circles').map(({ name }) => name));
      return all;
    },
    close: () => visits.close(),
  };
}

/** Every way in which one property is replaced, alone. */
export const singles = (targets: readonly Target[], variants: readonly Variant[]): Case[] =>
  targets.flatMap((target) => variants.map((variant) => [{ ...target, variant }]));

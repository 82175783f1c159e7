import { expect, test } from 'vitest';
import { cases, corpus } from '../../corpus/corpus.ts';
import type { Interaction, Split } from '../../corpus/widget.ts';

const of = (split: Split): Interaction[] =>
  cases.filter(({ widget }) => widget.split === split).map(({ interaction }) => interaction);
const share = (some: Interaction[], is: (one: Interaction) => boolean): number => some.filter(is).length / some.length;

test('there are at least 64 widgets and 320 interactions', () => {
  expect(corpus.length).toBeGreaterThanOrEqual(64);
  expect(cases.length).toBeGreaterThanOrEqual(320);
});

test('every widget has a name of its own, and every interaction one within its widget', () => {
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  for (const { name, interactions } of corpus)
    expect(new Set(interactions.map((one) => one.name)).size, name).toBe(interactions.length);
});

test('every family has widgets that rules are tuned on and some that are kept out, a third of the interactions at least', () => {
  const families = (split: Split): string[] => [
    ...new Set(corpus.filter((widget) => widget.split === split).map(({ family }) => family)),
  ];
  expect(families('heldOut').sort()).toEqual(families('tuning').sort());
  expect(of('heldOut').length / cases.length).toBeGreaterThanOrEqual(1 / 3);
});

test('four of five pages of both parts change on their own', () => {
  for (const split of ['tuning', 'heldOut'] as const) {
    const widgets = corpus.filter((widget) => widget.split === split);
    const restless = widgets.filter(({ html }) => html.includes('if (!quiet)')).length / widgets.length;
    expect(restless, split).toBeGreaterThan(0.75);
    expect(restless, split).toBeLessThan(0.9);
  }
});

test('both parts have as many bad and good interactions as each other', () => {
  for (const is of [(one: Interaction) => one.rage, (one: Interaction) => one.dead]) {
    expect(Math.abs(share(of('tuning'), is) - share(of('heldOut'), is))).toBeLessThan(0.08);
  }
  for (const split of ['tuning', 'heldOut'] as const) {
    const bad = share(of(split), (one) => one.rage || one.dead);
    expect(bad).toBeGreaterThan(1 / 3);
    expect(bad).toBeLessThan(1 / 2);
  }
});

test('every label has its reason, and what is dead was due', () => {
  for (const { widget, interaction } of cases) {
    const name = `${widget.name}: ${interaction.name}`;
    expect(interaction.why.length, name).toBeGreaterThan(5);
    expect(interaction.dead && interaction.nothingDue, name).toBeFalsy();
  }
});

test('every widget has interactions that serve the visitor and some that do not', () => {
  for (const { name, interactions } of corpus) {
    expect(
      interactions.some((one) => !one.rage && !one.dead),
      name,
    ).toBe(true);
    expect(
      interactions.some((one) => one.dead),
      name,
    ).toBe(true);
    expect(
      interactions.some((one) => one.rage),
      name,
    ).toBe(true);
  }
});

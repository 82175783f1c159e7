import { describe, expect, it } from 'vitest';
import { amplitude } from '../../corpus/published/amplitude.ts';
import { datadog } from '../../corpus/published/datadog.ts';
import { highlight } from '../../corpus/published/highlight.ts';
import { mixpanel } from '../../corpus/published/mixpanel.ts';
import { newRelic } from '../../corpus/published/newRelic.ts';
import { openReplay } from '../../corpus/published/openReplay.ts';
import { posthog } from '../../corpus/published/posthog.ts';
import { publishedRules } from '../../corpus/published/rules.ts';
import { sentry } from '../../corpus/published/sentry.ts';
import type { TraceRecord } from '../../corpus/trace.ts';
import { click, clicks, element, happening, mutation, traceOf } from './traces.ts';

type Cases = readonly (readonly [what: string, records: readonly TraceRecord[], expected: boolean])[];

const link = { tag: 'a', href: '#' };
const plain = { tag: 'div' };

const dead: Record<string, Cases> = {
  PostHog: [
    ['a button after which nothing happens', [click(0)], true],
    ['anything else too', [click(0, { on: plain })], true],
    ['a link', [click(0, { on: link })], false],
    ['with a modifier', [click(0, { modifiers: ['ctrl'] })], false],
    ['a mutation after 2.4 s', [click(0), mutation(2400)], false],
    ['a mutation after 2.6 s', [click(0), mutation(2600)], true],
    ['a mutation in a shadow root, which it does not observe', [click(0), mutation(50, { inShadow: true })], true],
    ['a scroll when the clock says a multiple of 50 ms', [click(0), happening(50, 'scroll', 'scroll')], false],
    ['a scroll at any other time', [click(0), happening(51, 'scroll', 'scroll')], true],
    ['a selection at once', [click(0), happening(20, 'selection', '0')], false],
    ['a selection before the click', [click(0), happening(-20, 'selection', '0')], true],
    ['the window got the focus shortly before', [click(0), happening(-900, 'visibility', 'focus')], false],
    ['the page is left', [click(0), happening(300, 'leave')], false],
  ],
  Datadog: [
    ['a button after which nothing happens', [click(0)], true],
    ['a mutation after 90 ms', [click(0), mutation(90)], false],
    ['a mutation after 150 ms', [click(0), mutation(150)], true],
    ['a request at once', [click(0), happening(5, 'request')], false],
    ['a window', [click(0), happening(5, 'open', '/x')], false],
    ['a box that is ticked', [click(0), happening(2, 'field', 'input')], false],
    ['a text field', [click(0, { on: { tag: 'input', type: 'text' } })], false],
    ['a check box without an answer', [click(0, { on: { tag: 'input', type: 'checkbox' } })], true],
    ['a canvas', [click(0, { on: { tag: 'canvas' } })], false],
    ['something in a link', [click(0, { path: [element({ tag: 'span' }), element(link)] })], false],
    ['a label of something', [click(0, { on: { tag: 'label', controls: 4 } })], false],
    ['a label of nothing', [click(0, { on: { tag: 'label', controls: 0 } })], true],
    ['text that a double click marks', [click(0), happening(-10, 'selection', '5')], false],
  ],
  Sentry: [
    ['a button after which nothing happens', [click(0)], true],
    ['a link after which nothing happens', [click(0, { on: link })], true],
    ['anything else', [click(0, { on: plain })], false],
    ['a text field', [click(0, { on: { tag: 'input', type: 'text' } })], false],
    ['a download', [click(0, { on: { ...link, download: true } })], false],
    ['a link to a new tab', [click(0, { on: { ...link, opens: '_blank' } })], false],
    ['a mutation after 6.9 s is only slow', [click(0), mutation(6900)], false],
    ['a mutation after 7.1 s', [click(0), mutation(7100)], true],
    ['a scroll after 200 ms', [click(0), happening(200, 'scroll', 'scroll')], false],
    ['a window', [click(0), happening(5, 'open', '/x')], false],
  ],
  'New Relic': [
    ['a button after which nothing happens', [click(0)], true],
    ['anything else', [click(0, { on: plain })], false],
    ['a mutation after 1.9 s', [click(0), mutation(1900)], false],
    ['a mutation after 2.1 s', [click(0), mutation(2100)], true],
    ['a request after 1 s', [click(0), happening(1000, 'request')], false],
    ['a navigation', [click(0), happening(20, 'history', 'pushState')], false],
    ['another click ends the wait, the last one is judged', [click(0), click(500)], true],
    ['another click ends the wait', [click(0), click(500), mutation(1000)], false],
  ],
  Mixpanel: [
    ['a button after which nothing happens', [click(0)], true],
    ['text in a paragraph', [click(0, { on: { tag: 'p' } })], false],
    ['a div with onclick', [click(0, { on: { ...plain, hasOnClick: true } })], true],
    ['a class that changes after 400 ms', [click(0), mutation(400, { what: 'attributes', attribute: 'class' })], false],
    ['a class that changes after 600 ms', [click(0), mutation(600, { what: 'attributes', attribute: 'class' })], true],
    [
      'an attribute that it does not watch',
      [click(0), mutation(50, { what: 'attributes', attribute: 'aria-checked' })],
      true,
    ],
    ['a selection shortly before', [click(0), happening(-60, 'selection', '0')], false],
    ['details that open', [click(0), happening(10, 'toggle', 'toggle')], false],
    ['a hash', [click(0), happening(10, 'history', 'hashchange')], false],
  ],
  Amplitude: [
    ['a button after which nothing happens', [click(0)], true],
    ['a role on the list', [click(0, { on: { ...plain, role: 'menuitem' } })], true],
    ['anything else', [click(0, { on: plain })], false],
    ['the right button', [click(0, { button: 2 })], false],
    ['a link to a new tab', [click(0, { on: { ...link, opens: '_blank' } })], false],
    ['a mutation after 2.9 s', [click(0), mutation(2900)], false],
    ['a mutation after 3.1 s', [click(0), mutation(3100)], true],
    ['a navigation', [click(0), happening(10, 'navigate', 'push')], false],
    ['a scroll', [click(0), happening(50, 'scroll', 'scroll')], true],
  ],
  OpenReplay: [
    ['a button after which nothing happens', [click(0)], true],
    ['something without a label', [click(0, { on: { text: '' } })], false],
    ['a text field', [click(0, { on: { tag: 'input', type: 'text' } })], false],
    ['a mutation in a shadow root after 1.2 s', [click(0), mutation(1200, { inShadow: true })], false],
    ['a mutation after 1.3 s', [click(0), mutation(1300)], true],
    ['the next page within a second', [click(0), mutation(900, { doc: 'next' })], false],
    ['the next page after two', [click(0), happening(30, 'leave'), mutation(2000, { doc: 'next' })], true],
  ],
};

describe.each(publishedRules.filter((rule) => rule.dead))('$name on dead clicks', (rule) => {
  it.each(dead[rule.name] ?? [])('%s', (_what, records, expected) => {
    expect(rule.dead?.(traceOf(...records))).toBe(expected);
  });
});

it('seven rules are for dead clicks, each on traces of its own, and eight for rage', () => {
  expect(publishedRules.filter((rule) => rule.dead).map(({ name }) => name)).toEqual(Object.keys(dead));
  expect(publishedRules.filter((rule) => rule.rage)).toHaveLength(8);
  for (const rule of publishedRules.filter((rule) => rule.dead)) {
    const answers = new Set((dead[rule.name] ?? []).map(([, , expected]) => expected));
    expect(answers, rule.name).toEqual(new Set([true, false]));
  }
});

it('no rule says anything of a trace without a click, or of one that a script made', () => {
  for (const rule of publishedRules)
    for (const trace of [traceOf(), traceOf(mutation(0)), traceOf(...clicks(8, 100, { trusted: false }))]) {
      expect(rule.dead?.(trace) ?? false, rule.name).toBe(false);
      expect(rule.rage?.(trace) ?? false, rule.name).toBe(false);
    }
});

describe('rage', () => {
  it.each([
    [posthog, 'three clicks, 900 ms apart', clicks(3, 900), true],
    [posthog, 'three clicks, 1,100 ms apart', clicks(3, 1100), false],
    [posthog, 'a button that says Next', clicks(5, 200, { on: { text: 'Next' } }), false],
    [posthog, 'a text field', clicks(5, 200, { on: { tag: 'input', type: 'text', text: '' } }), false],
    [posthog, '30 px on', [click(0), click(200), click(400, { x: 120, y: 110 })], false],
    [datadog, 'three clicks within a second', clicks(3, 450), true],
    [datadog, 'three clicks in more', clicks(3, 550), false],
    [datadog, 'on two elements', [click(0), click(200), click(400, { on: { node: 2 } })], false],
    [datadog, 'text is marked on the way', [...clicks(3, 200), happening(150, 'selection', '4')], false],
    [datadog, 'the page scrolls on the way', [...clicks(3, 200), happening(250, 'scroll', 'scroll')], false],
    [sentry, 'five clicks on what is dead', clicks(5, 200), true],
    [sentry, 'four clicks on what is dead', clicks(4, 200), false],
    [sentry, 'five clicks on what reacts', [...clicks(5, 200), mutation(900)], false],
    [newRelic, 'four clicks within a second', clicks(4, 300), true],
    [newRelic, 'four clicks in more', clicks(4, 340), false],
    [mixpanel, 'four clicks, 900 ms apart', clicks(4, 900), true],
    [mixpanel, 'four clicks, one 40 px off', [...clicks(3, 200), click(600, { x: 140 })], false],
    [amplitude, 'four clicks within a second', clicks(4, 300), true],
    [amplitude, 'four clicks in more', clicks(4, 350), false],
    [amplitude, 'four clicks over 60 px', [...clicks(3, 200), click(600, { x: 160 })], false],
    [openReplay, 'three clicks, 290 ms apart', clicks(3, 290), true],
    [openReplay, 'three clicks, 310 ms apart', clicks(3, 310), false],
    [openReplay, 'on three words', ['a', 'b', 'c'].map((text, i) => click(i * 200, { on: { text } })), false],
    [highlight, 'five clicks within 5 s', clicks(5, 1200), true],
    [highlight, 'five clicks in more', clicks(5, 1300), false],
    [highlight, 'five clicks, one 9 px off', [...clicks(4, 200), click(800, { x: 109 })], false],
  ] as const)('$0.name: %1$s', (rule, _what, records, expected) => {
    expect(rule.rage?.(traceOf(...records))).toBe(expected);
  });
});

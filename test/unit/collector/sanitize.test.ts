import { defaultUrlRules, limits, type WatchglassEvent } from '@watchglass/contract';
import { cleanLine, cleanTrace, pageOf, sanitizeUrl } from '@watchglass/contract';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSanitizer } from '../../../collector/ingest/sanitize.ts';
import { normalize } from '../../../src/pipeline/normalize.ts';
import { golden } from '../contract/golden.ts';
import { batchOf, eventOf } from './parts.ts';

/** What cleaning comes to: a `data:` host before a query is seen by the second pass alone. */
const atRest = (value: string, maxChars: number): string => cleanTrace(cleanTrace(value, maxChars), maxChars);

const rules = { ...defaultUrlRules, hashRouting: true };
const once = (event: WatchglassEvent): WatchglassEvent => {
  const copy = structuredClone(event);
  expect(createSanitizer(rules).event(copy)).toBe('');
  return copy;
};

test('golden events come out as they went in', () => {
  for (const event of Object.values(golden)) expect(once(event)).toEqual(event);
});

const text = fc.string({ unit: 'binary', maxLength: 300 });
const url = fc.oneof(
  text,
  fc
    .tuple(
      fc.constantFrom('https://', 'http://', 'file://', 'data:', ''),
      fc.constantFrom('a.example', 'me:pw@a.example:81', '[::1]', ''),
      fc.array(fc.constantFrom('/', 'p', '42', 'index.html', '%40', 'ü', '\u0000', '\ud800', 'deadbeef1'), {
        maxLength: 8,
      }),
      fc.constantFrom('', '?token=1&utm_source=x', '?secret', `?${'x'.repeat(2_100)}`),
      fc.constantFrom('', '#top', '#/route/1', '#!/r', '#access_token=1'),
    )
    .map(([scheme, host, path, query, hash]) => scheme + host + path.join('') + query + hash),
);

test('what the SDK made comes out as it went in', () => {
  fc.assert(
    fc.property(
      url,
      text,
      fc.boolean(),
      fc.object({ key: text, values: [text, fc.double(), fc.boolean()] }),
      (raw, words, hashRouting, free) => {
        const own = { ...defaultUrlRules, hashRouting };
        const place = { url: sanitizeUrl(raw, own), page: pageOf(raw, own) };
        const properties = normalize(free);
        const made: WatchglassEvent[] = [
          eventOf('page_view', {
            ...place,
            title: cleanLine(words, limits.urlChars),
            referrer: sanitizeUrl(raw, own),
            properties,
          }),
          eventOf('click', { ...place, label: cleanLine(words, limits.labelChars) }),
          eventOf('error', {
            ...place,
            message: atRest(words, limits.textChars),
            stack: atRest(raw, limits.stackChars),
            causes: [],
            properties,
          }),
          eventOf('identify', { ...place, traits: properties }),
        ];
        for (const event of made) {
          const json = JSON.parse(JSON.stringify(event)) as WatchglassEvent;
          expect(JSON.stringify(once(json))).toBe(JSON.stringify(json));
        }
      },
    ),
    { numRuns: 1_000 },
  );
});

test('a second time changes nothing, whoever made it', () => {
  fc.assert(
    fc.property(url, text, (raw, words) => {
      const event = eventOf('error', {
        url: raw,
        page: words,
        message: words + raw,
        stack: raw,
        user: words,
        causes: [],
      });
      const clean = once(event);
      expect(once(clean)).toEqual(clean);
    }),
    { numRuns: 500 },
  );
});

test('secrets in a forged event are taken out, and so are fields that no kind has', () => {
  const secret = 'hunter2';
  const link = `https://me:${secret}@a.example/p?token=${secret}#${secret}`;
  const event = eventOf('error', {
    url: link,
    page: `evil/${secret}`,
    message: `failed: ${link}`,
    stack: `at f (${link}:1:2)`,
    causes: [{ type: 'E', message: link, stack: link }],
    [secret]: secret,
    note: secret,
  });
  expect(JSON.stringify(once(event))).not.toContain(secret);
  expect(JSON.stringify(once(eventOf('page_view', { url: link, referrer: link })))).not.toContain(secret);
});

test('an envelope keeps its own fields and few reasons', () => {
  const drops = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`reason ${at}`, at]));
  const batch = { ...batchOf([golden.click], { drops, release: '1\u0000.0' }), evil: 'x' };
  const clean = createSanitizer(rules).batch(batch, batch.events);
  expect(Object.keys(clean)).not.toContain('evil');
  expect([clean.release, Object.keys(clean.drops).length]).toEqual(['1.0', 50]);
  const alike = {
    'late\u0000': 1,
    late: 2,
    ['__proto__']: 3,
    [`sink:${'x'.repeat(60)}1`]: 4,
    [`sink:${'x'.repeat(60)}2`]: 5,
  };
  expect(Object.entries(createSanitizer(rules).batch({ ...batch, drops: alike }, batch.events).drops)).toEqual([
    ['late', 3],
    ['__proto__', 3],
    [`sink:${'x'.repeat(59)}`, 9],
  ]);
});

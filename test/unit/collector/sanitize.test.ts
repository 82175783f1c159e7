import { defaultUrlRules, limits, type RageClickEvent, type WatchglassEvent } from '@watchglass/contract';
import { cleanLine, cleanTrace, pageOf, sanitizeUrl } from '@watchglass/contract';
import { parseEvent } from '@watchglass/contract/parse';
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

/** Every string of a value, with its path. */
const strings = (value: unknown, path: string[] = []): [path: string[], text: string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => strings(inner, [...path, name]))
      : [];

const put = (value: object, [name = '', ...rest]: readonly string[], text: string): void => {
  const holder = value as Record<string, unknown>;
  if (rest.length === 0) holder[name] = text;
  else put(holder[name] as object, rest, text);
};

/** Strings that the schema lets in: of ids and choices it refuses all others. */
const forgeable = Object.values(golden).flatMap((event) =>
  strings(event).flatMap(([path]) => {
    const forged = structuredClone(event);
    put(forged, path, '\u0001');
    return parseEvent(forged).ok ? [[event.kind, path] as const] : [];
  }),
);

/** Strings that are a URL, a page, or words in which a URL may stand. */
const spoken = /^(url|page|referrer|left|target|resource|source|invoker|message|stack)$/;

test.each(forgeable.map(([kind, path]) => [kind, path.join('.'), path] as const))(
  'a forged %s loses controls and secrets in its %s',
  (kind, _, path) => {
    const secret = 'hunter2';
    const name = path.at(-1) ?? '';
    const forged = structuredClone(golden[kind]);
    put(forged, path, `a\u0000\ud800 https://me:${secret}@a.example/p?token=${secret}#${secret}`);
    const free = /^(properties|traits)$/.test(path[0] ?? '');
    const text = JSON.stringify(once(forged));
    expect(text).not.toMatch(/\\u0000|\\ud800/);
    if (spoken.test(name) && !free) expect(text).not.toContain(secret);
    const link = structuredClone(golden[kind]);
    put(link, path, `https://me:${secret}@a.example/p?token=${secret}#${secret}`);
    if (spoken.test(name) && !free) expect(JSON.stringify(once(link))).not.toContain(secret);
  },
);

test('what is in lists keeps the fields that the contract knows, and bags of numbers stay small', () => {
  const evil = { secret: 'hunter2' };
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`${at} ${'x'.repeat(100)}`, at]));
  for (const event of Object.values(golden)) {
    const forged = structuredClone(event) as unknown as Record<string, unknown>;
    for (const [name, value] of Object.entries(forged)) {
      if (name === 'properties' || name === 'traits') continue;
      if (Array.isArray(value))
        for (const one of value) if (typeof one === 'object') Object.assign(one as object, evil);
      if (/^(features|attribution|drops)$/.test(name)) forged[name] = many;
    }
    const clean = once(forged as unknown as WatchglassEvent) as unknown as Record<string, unknown>;
    expect(JSON.stringify(clean)).not.toContain('hunter2');
    for (const name of ['features', 'attribution', 'drops']) {
      const names = Object.keys(clean[name] ?? {});
      expect(names.length).toBeLessThanOrEqual(50);
      for (const one of names) expect(one.length).toBeLessThanOrEqual(64);
    }
  }
});

test('of features whose names became the same the first counts', () => {
  const event = eventOf('rage_click', { features: { 'a\u0000': 1, a: 1e308, ['__proto__']: 2 } });
  expect(Object.entries((once(event) as RageClickEvent).features)).toEqual([
    ['a', 1],
    ['__proto__', 2],
  ]);
});

test('a group or a flag whose name holds nothing to read is refused', () => {
  const reasonOf = (event: WatchglassEvent): string => createSanitizer(rules).event(event);
  expect(reasonOf(eventOf('group', { groupType: '\u0000' }))).toBe('groupType: must hold something that can be read');
  expect(reasonOf(eventOf('group', { group: '\u0000' }))).toBe('group: must hold something that can be read');
  expect(reasonOf(eventOf('feature_flag', { flag: ' ' }))).toBe('flag: must hold something that can be read');
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

import { cleanLine, cleanText, cleanTrace } from '@watchglass/contract';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** Strings with everything that may go wrong in them. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        'a',
        ' ',
        '\n',
        '\t',
        '\r',
        '\u0000',
        '\u0007',
        '\u001b[31m',
        '\u0085',
        '\u00a0',
        '\u2028',
        '\u2029',
        '\ufeff',
        '\ud83d',
        '\ude00',
        '😀',
        'é',
        'é',
        '://',
        'https://',
        'x',
        '/',
        '?',
        '#',
        '@',
        ':',
        ':12',
        ')',
        '(',
        ',',
        'data:',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
);
const limit = fc.integer({ min: 1, max: 50 });

describe.each([
  ['cleanText', cleanText],
  ['cleanLine', cleanLine],
  ['cleanTrace', cleanTrace],
] as const)('%s', (name, clean) => {
  test('is well-formed, within its limit, without controls, and comes to rest', () => {
    fc.assert(
      fc.property(hostile, limit, (value, maxChars) => {
        const once = clean(value, maxChars);
        expect(once.length).toBeLessThanOrEqual(maxChars);
        expect(once).not.toMatch(
          name === 'cleanLine'
            ? /[\p{Cc}\p{Cs}\u2028\u2029]/u
            : /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\p{Cs}]/u,
        );
        const twice = clean(once, maxChars);
        // a host or path `data:` before a query is seen when the query is gone
        if (name === 'cleanTrace') expect(clean(twice, maxChars)).toBe(twice);
        else expect(twice).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  test('a megabyte costs no more than its limit', () => {
    for (const part of ['a', ' ', '\ud83d', '://', 'https://x?', '@', ':1', '\u0000', ')']) {
      expect(clean(part.repeat(1_000_000 / part.length), 100).length).toBeLessThanOrEqual(100);
    }
  });
});

test('cleanText keeps lines, drops controls and never cuts a character in two', () => {
  expect(cleanText('a\r\n\tb\u0000\u001bc', 99)).toBe('a\r\n\tbc');
  expect(cleanText('ab😀', 3)).toBe('ab');
  expect(cleanText('ab😀', 4)).toBe('ab😀');
  expect(cleanText('\ud83dx\ude00', 9)).toBe('x');
});

test('cleanLine makes one line', () => {
  expect(cleanLine('  a \n\t b\u0000\u2028c\u00a0d ', 99)).toBe('a b c d');
  expect(cleanLine('ab  cd', 3)).toBe('ab');
});

test.each([
  ['at f (https://x.example/a.js:1:2)', 'at f (https://x.example/a.js:1:2)'],
  ['at f (https://x.example/a.js?v=SECRET:1:2)', 'at f (https://x.example/a.js:1:2)'],
  ['f@https://x.example/a.js?v=SECRET#SECRET:1:2', 'f@https://x.example/a.js:1:2'],
  ['https://me:SECRET@x.example/a', 'https://x.example/a'],
  ['https://me:SE@CRET@x.example/a', 'https://x.example/a'],
  ['https://x.example/,https://me:SECRET@y.example/?SECRET', 'https://x.example/,https://y.example/'],
  ['Failed to fetch https://x.example/?q=(SECRET)&r=SECRET.', 'Failed to fetch https://x.example/'],
  ['(https://x.example/?a=(SECRET)b=SECRET:1:2), next', '(https://x.example/:1:2), next'],
  ['at data:text/javascript;base64,SECRET:1:2', 'at data::1:2'],
  [
    'at eval (eval at g (https://x.example/a.js?SECRET:3:4), <anonymous>:1:2)',
    'at eval (eval at g (https://x.example/a.js:3:4), <anonymous>:1:2)',
  ],
  ['at Foo.#bar (https://x.example/a.js:1:2)', 'at Foo.#bar (https://x.example/a.js:1:2)'],
  ['what? no: url#here', 'what? no: url#here'],
  ['metadata:fine', 'metadata:fine'],
  ['https://unpkg.example/react@18/index.js:1:2', 'https://unpkg.example/react@18/index.js:1:2'],
])('cleanTrace: %s', (value, cleaned) => {
  expect(cleanTrace(value, 999)).toBe(cleaned);
  expect(cleaned).not.toContain('SECRET');
});

test('no secret in userinfo, query or fragment of a URL in a message survives', () => {
  const word = fc.stringMatching(/^[a-z0-9.]{0,8}$/);
  fc.assert(
    fc.property(word, word, word, fc.constantFrom('SECRET@', 'me:SECRET@', 'SECRET@x@'), (text, host, path, user) => {
      for (const url of [
        `https://${user}h${host}/${path}`,
        `https://h${host}/${path}?${text}=SECRET`,
        `wss://h/${path}#${text}SECRET`,
      ]) {
        expect(cleanTrace(`${text} ${url} ${text}`, 999)).not.toContain('SECRET');
        expect(cleanTrace(`at ${text} (${url}:1:2)\n at x`, 999)).not.toContain('SECRET');
      }
    }),
  );
});

import {
  cleanPage,
  cleanResource,
  cleanSource,
  defaultUrlRules,
  limits,
  pageOf,
  sanitizeUrl,
} from '@watchglass/contract';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const hash = { ...defaultUrlRules, hashRouting: true };

test.each([
  ['https://a.example/p?token=1&utm_source=x#top', 'https://a.example/p?token=*&utm_source=x'],
  ['https://me:pw@a.example/p', 'https://a.example/p'],
  ['https://me:p@w@a.example/p', 'https://a.example/p'],
  ['HTTPS://A.Example/P', ''],
  ['https://a.example', ''],
  ['https://a.example:8443/', 'https://a.example:8443/'],
  ['https://[::1]:80/x', 'https://[::1]:80/x'],
  ['https://a.example?x', ''],
  ['https://a.example/?', 'https://a.example/?'],
  ['https://a.example/?&&a=1&', 'https://a.example/?&&a=*&'],
  ['https://a.example/?a=1?b=2', 'https://a.example/?a=*'],
  ['https://a.example/?=1', 'https://a.example/?=*'],
  ['https://a.example/?a=1=2&a=3', 'https://a.example/?a=*&a=*'],
  ['https://a.example/?utm_source=x&utm_x', 'https://a.example/?utm_source=x&utm_x'],
  ['https://a.example/?xutm_source=x', 'https://a.example/?xutm_source=*'],
  ['https://a.example/p#/route?x=1', 'https://a.example/p'],
  ['https://a.example/p#x?token=1', 'https://a.example/p'],
  ['/relative?x=1', ''],
  ['//me:pw@a.example/p', ''],
  ['\\\\me:pw@a.example\\p', ''],
  ['https:\\\\me:pw@a.example\\p', ''],
  ['https://a.example\\@b.example/p', 'https://b.example/p'],
  [' \thttps://me:p\nw@a.example/p ', ''],
  ['https://me:p\nw@a.example/p', 'https://a.example/p'],
  ['https:/me:pw@a.example/p', ''],
  ['https:me:pw@a.example/p', ''],
  ['data:text/html,secret', ''],
  ['blob:https://a.example/0d1e', ''],
  ['javascript:alert(1)', ''],
  ['mailto:jane@example.com', ''],
  ['tel:+431234', ''],
  ['about:blank', ''],
  ['file:///home/me/x.html?x=1', 'file:///home/me/x.html?x=*'],
  ['chrome-extension://abc/x.html', 'chrome-extension://abc/x.html'],
  ['', ''],
  ['https://a.example/ü/日本?ü=1', 'https://a.example/ü/日本?ü=*'],
])('sanitizeUrl(%s)', (raw, kept) => expect(sanitizeUrl(raw, defaultUrlRules)).toBe(kept));

test.each([
  ['https://a.example/#/cart', 'https://a.example/#/cart', 'a.example/#/cart'],
  ['https://a.example/#!/cart/42', 'https://a.example/#!/cart/42', 'a.example/#!/cart/:id'],
  ['https://a.example/?x=1#/cart?token=1', 'https://a.example/?x=*#/cart', 'a.example/#/cart'],
  ['https://a.example/#/cart#token', 'https://a.example/#/cart', 'a.example/#/cart'],
  ['https://a.example/#/access_token=1&x', 'https://a.example/#/access_token', 'a.example/#/access_token'],
  ['https://a.example/#cart', 'https://a.example/', 'a.example/'],
])('with hash routing: %s', (raw, url, page) => {
  expect(sanitizeUrl(raw, hash)).toBe(url);
  expect(pageOf(raw, hash)).toBe(page);
});

test.each([
  ['shop.example/product/42?x=1', 'shop.example/product/:id'],
  ['shop.example/product/:id', 'shop.example/product/:id'],
  ['me:pw@a.example/p#top', 'a.example/p'],
  ['a.example/jane@b.example', 'a.example/:id'],
  ['/home/x.html', '/home/x.html'],
  ['secret', ''],
  ['?secret', ''],
  ['', ''],
])('cleanPage(%s)', (raw, kept) => expect(cleanPage(raw, defaultUrlRules)).toBe(kept));

test.each([
  ['inline', 'inline'],
  ['wasm-eval', 'wasm-eval'],
  ['https://me:pw@a.example/a.js?v=1#x', 'https://a.example/a.js?v=*'],
  ['data:text/html,secret', ''],
  ['data', 'data'],
  ['Secret 1', ''],
  ['', ''],
])('cleanResource(%s)', (raw, kept) => expect(cleanResource(raw, defaultUrlRules)).toBe(kept));

test.each([
  ['https://a.example/app.js?v=1:41:23', 'https://a.example/app.js?v=*:41:23'],
  ['https://me:pw@a.example:81/app.js:41', 'https://a.example:81/app.js:41'],
  ['https://a.example/app.js#x:1:2', 'https://a.example/app.js:1:2'],
  ['https://a.example/app.js', 'https://a.example/app.js'],
  ['https://a.example:81', ''],
  ['chrome-extension://abc/x.js:1:2', 'chrome-extension://abc/x.js:1:2'],
  ['blob:https://a.example/0d1e:1:2', ''],
  ['<anonymous>:1:2', ''],
  [':1:2', ''],
  ['', ''],
])('cleanSource(%s)', (raw, kept) => expect(cleanSource(raw, defaultUrlRules)).toBe(kept));

test('only what is allow-listed keeps its value', () => {
  const rules = { ...defaultUrlRules, allowQuery: ['q', 'ab*'] };
  expect(sanitizeUrl('https://a.example/p?q=1&qq=2&ab=3&abc=4&utm_source=5&q', rules)).toBe(
    'https://a.example/p?q=1&qq=*&ab=3&abc=4&utm_source=*&q',
  );
});

test.each([
  ['https://shop.example/product/42?x=1', 'shop.example/product/:id'],
  ['https://shop.example/product/42/reviews/7', 'shop.example/product/:id/reviews/:id'],
  ['https://shop.example/', 'shop.example/'],
  ['https://shop.example', '/'],
  ['https://shop.example/a/', 'shop.example/a'],
  ['https://shop.example/a//', 'shop.example/a'],
  ['https://shop.example/a/index.html', 'shop.example/a'],
  ['https://shop.example/a/index.html/', 'shop.example/a'],
  ['https://shop.example/index.htm', 'shop.example/'],
  ['https://shop.example/INDEX.HTML', 'shop.example/'],
  ['https://shop.example/myindex.html', 'shop.example/myindex.html'],
  ['https://shop.example/u/f81d4fae-7dec-11d0-a765-00a0c91e6bf6', 'shop.example/u/:id'],
  ['https://shop.example/u/65a1f0c2e4b0a1b2c3d4e5f6', 'shop.example/u/:id'],
  ['https://shop.example/t/V1StGXR8_Z5jdHi6B-myT', 'shop.example/t/:id'],
  ['https://shop.example/t/eyJhbGciOiJIUzI1NiJ9', 'shop.example/t/:id'],
  ['https://shop.example/u/jane@example.com/x', 'shop.example/u/:id/x'],
  ['https://shop.example/u/jane%40example.com', 'shop.example/u/:id'],
  ['https://shop.example/blog/10-tips-for-better-sleep', 'shop.example/blog/10-tips-for-better-sleep'],
  ['https://shop.example/blog/the-best-shoes-of-2024', 'shop.example/blog/the-best-shoes-of-2024'],
  ['https://shop.example/p/red-trail-shoe-8472910', 'shop.example/p/:id'],
  ['https://shop.example/deadbeef', 'shop.example/deadbeef'],
  ['https://shop.example/v2/step1', 'shop.example/v2/step1'],
  ['https://shop.example/facade', 'shop.example/facade'],
  ['https://me:pw@shop.example/a', 'shop.example/a'],
  ['javascript:alert(1)', '/'],
  ['mailto:jane@example.com', '/'],
  ['file:///home/me/x.html', '/home/me/x.html'],
  ['', '/'],
])('pageOf(%s)', (raw, page) => expect(pageOf(raw, defaultUrlRules)).toBe(page));

const rules = fc.record({
  allowQuery: fc.array(fc.constantFrom('q', 'utm_*', 'a*'), { maxLength: 3 }),
  hashRouting: fc.boolean(),
});
const piece = fc.oneof(
  fc.constantFrom(
    'https:',
    '//',
    '/',
    '\\',
    '?',
    '#',
    '#/',
    '&',
    '=',
    '@',
    ':',
    'a',
    'q',
    'utm_x',
    '%',
    ' ',
    '\n',
    '\t',
    '..',
    '42',
    'x'.repeat(700),
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const anyUrl = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.array(piece, { maxLength: 14 }).map((parts) => parts.join('')),
);

describe('for any string', () => {
  test('sanitizing ends within the limit, is well-formed, and does nothing the second time', () => {
    fc.assert(
      fc.property(anyUrl, rules, (raw, rules) => {
        const once = sanitizeUrl(raw, rules);
        expect(once.length).toBeLessThanOrEqual(limits.urlChars);
        expect(once).not.toMatch(/\p{Cs}/u);
        expect(sanitizeUrl(once, rules)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  test('a page is within the limit, and the same for the URL as we keep it', () => {
    fc.assert(
      fc.property(anyUrl, rules, (raw, rules) => {
        const page = pageOf(raw, rules);
        expect(page.length).toBeLessThanOrEqual(limits.urlChars);
        expect(pageOf(sanitizeUrl(raw, rules), rules)).toBe(page);
      }),
      { numRuns: 3000 },
    );
  });

  test('a megabyte costs no more than the limit', () => {
    for (const part of ['a', '/', '@', '?', '&', '#', '=', ':', '//', '/1', '\\', '%40', '🦊', 'https://']) {
      const long = `https://a.example/${part.repeat(1_000_000 / part.length)}`;
      expect(sanitizeUrl(long, defaultUrlRules).length).toBeLessThanOrEqual(limits.urlChars);
      expect(pageOf(long, defaultUrlRules).length).toBeLessThanOrEqual(limits.urlChars);
      for (const clean of [cleanPage, cleanResource, cleanSource])
        expect(clean(`${long}:1:2`, defaultUrlRules).length).toBeLessThanOrEqual(limits.urlChars);
      expect(sanitizeUrl(part.repeat(1_000_000 / part.length), defaultUrlRules).length).toBeLessThanOrEqual(
        limits.urlChars,
      );
    }
  });
});

test('no secret in userinfo, query value or fragment survives', () => {
  const word = fc.stringMatching(/^[a-z0-9._~%-]{0,10}$/);
  const scheme = fc.constantFrom('https:', 'HTTP:', 'wss:', 'https:\t', ' https:', '');
  const slashes = fc.constantFrom('//', '\\\\', '/\\', '/\n/');
  const filler = fc.constantFrom('', 'x'.repeat(3000));
  fc.assert(
    fc.property(scheme, slashes, word, word, word, filler, rules, (scheme, slashes, a, b, c, filler, rules) => {
      for (const raw of [
        `${scheme}${slashes}SECRET${filler}@h${a}.example/${b}`,
        `${scheme}${slashes}${a}:SECRET${filler}@h.example/${b}`,
        `${scheme}${slashes}${a}:x@SECRET@h.example/${b}?${c}`,
        `${scheme}${slashes}h${a}.example/${b}?z${c}=SECRET`,
        `${scheme}${slashes}h${a}.example/${b}?SECRET`,
        `${scheme}${slashes}h${a}.example/${b}?z=${filler}SECRET&z=SECRET`,
        `${scheme}${slashes}h${a}.example/${b}?z=1#${c}SECRET`,
        `${scheme}${slashes}h${a}.example/${b}#/${c}?SECRET`,
        `data:${a},SECRET`,
        `javascript:SECRET${a}`,
        `mailto:SECRET@${a}`,
      ]) {
        expect(sanitizeUrl(raw, rules)).not.toMatch(/secret/i);
        expect(pageOf(raw, rules)).not.toMatch(/secret/i);
        expect(cleanSource(`${raw}:1:2`, rules)).not.toMatch(/secret/i);
        expect(cleanResource(raw, rules)).not.toMatch(/secret/i);
      }
    }),
    { numRuns: 500 },
  );
});

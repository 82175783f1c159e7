import { afterEach, expect, test, vi } from 'vitest';
import { createCookie } from '../../../src/page/cookie.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser's cookie jar at a host: refuses public suffixes and foreign domains. */
function visit(hostname: string, protocol = 'https:', suffixes = ['com', 'co.uk', 'uk', 'io', 'github.io']): string[] {
  const jar = new Map<string, string>();
  const written: string[] = [];
  vi.stubGlobal('location', { hostname, protocol });
  vi.stubGlobal('document', {
    get cookie() {
      return [...jar.values()].join('; ');
    },
    set cookie(text: string) {
      const [pair = '', ...attributes] = text.split(';');
      const domain = attributes.find((one) => one.startsWith('domain='))?.slice(7);
      const isName = /[a-z]\.[a-z]/.test(hostname);
      if (domain !== undefined && (!isName || suffixes.includes(domain) || !`.${hostname}`.endsWith(`.${domain}`)))
        return;
      // a cookie with a domain and one without are two cookies
      jar.set(`${pair.split('=')[0]}@${domain ?? ''}`, pair);
      written.push(text);
    },
  });
  return written;
}

for (const [host, domain] of [
  ['www.shop.example.com', 'example.com'],
  ['example.com', 'example.com'],
  ['a.b.example.co.uk', 'example.co.uk'],
  ['me.github.io', 'me.github.io'],
] as const)
  test(`${host}: one cookie on ${domain}`, () => {
    const written = visit(host);
    const cookie = createCookie();
    cookie.write('1');
    cookie.write('2');
    expect(cookie.read()).toBe('2');
    expect(written).toEqual(
      ['1', '2'].map((value) => `watchglass=${value};path=/;max-age=34560000;samesite=lax;secure;domain=${domain}`),
    );
  });

for (const host of ['localhost', '127.0.0.1', '[::1]', 'intranet'])
  test(`${host}: no domain`, () => {
    const written = visit(host, 'http:');
    const cookie = createCookie();
    cookie.write('1');
    expect(written).toEqual(['watchglass=1;path=/;max-age=34560000;samesite=lax']);
    expect(cookie.read()).toBe('1');
  });

test('blocked cookies are a normal value', () => {
  vi.stubGlobal('location', { hostname: 'www.example.com', protocol: 'https:' });
  vi.stubGlobal('document', {
    get cookie(): string {
      throw new Error('SecurityError');
    },
    set cookie(_: string) {
      throw new Error('SecurityError');
    },
  });
  const cookie = createCookie();
  expect(() => cookie.write('1')).not.toThrow();
  expect(cookie.read()).toBe('');
});

test('other cookies are not mistaken for ours', () => {
  visit('localhost', 'http:');
  document.cookie = 'notwatchglass=a';
  document.cookie = 'watchglassx=b';
  expect(createCookie().read()).toBe('');
});

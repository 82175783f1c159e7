import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAsked } from '../../../src/asked.ts';
import { type Options, readOptions, type Settings } from '../../../src/options.ts';

const good: Options = { key: 'pk_test', endpoint: 'https://c.example.com' };

test('the least that is needed gives the defaults', () => {
  expect(readOptions(good)).toMatchObject({
    key: 'pk_test',
    endpoint: 'https://c.example.com',
    release: '',
    environment: '',
    capture: {},
    allowQuery: ['utm_*'],
    hashRouting: false,
    sampleRate: 1,
    sinks: [{ name: 'http' }],
    overheadBudgetMs: 600,
    debug: false,
  });
  expect(readOptions({ key: 'k' }, 'https://tag.example')).toMatchObject({ endpoint: 'https://tag.example' });
});

test('a list of signals is all that is captured, an object says what is not', () => {
  const asked = (capture: Options['capture']): string[] => {
    const settings = readOptions({ ...good, capture }) as Settings;
    return ['pageView', 'click', 'error', 'vital'].filter((name) => isAsked(settings, name));
  };
  expect(asked(undefined)).toEqual(['pageView', 'click', 'error', 'vital']);
  expect(asked(null as never)).toEqual(['pageView', 'click', 'error', 'vital']);
  expect(asked([])).toEqual([]);
  expect(asked(['click', 'vital'])).toEqual(['click', 'vital']);
  expect(asked({ click: false, error: true })).toEqual(['pageView', 'error', 'vital']);
});

test('what is given is taken, what is undefined is not', () => {
  const send = (): void => {};
  const sink = { name: 'mine', send: async () => [] };
  expect(
    readOptions({
      key: 'k',
      capture: { click: false },
      privacy: { hashRouting: true },
      sampleRate: 0,
      sinks: ['local', 'console', 'memory', sink, send],
      release: undefined,
      defaults: '2026-01-30',
      debug: true,
    }),
  ).toMatchObject({
    capture: { click: false },
    allowQuery: ['utm_*'],
    hashRouting: true,
    sampleRate: 0,
    sinks: [{ name: 'local' }, { name: 'console' }, { name: 'memory' }, sink, { name: 'function-4' }],
    release: '',
    debug: true,
  });
});

const wrong: [unknown, ...RegExp[]][] = [
  [undefined, /^key: expected \/\^/],
  [null, /key/],
  [42, /key/],
  [{ ...good, key: 42 }, /^key: expected string, got number$/],
  [{ ...good, key: 'spaces in it' }, /^key: expected \/.*\/$/],
  [{ ...good, key: ['a'] }, /^key: expected string, got list$/],
  [{ ...good, key: Symbol('s') }, /^key: expected string, got symbol$/],
  [{ key: 'k' }, /^endpoint: expected \/\^/],
  [{ ...good, endpoint: 'c.example.com' }, /^endpoint/],
  [{ ...good, endpoint: 'javascript:alert(1)' }, /^endpoint/],
  [{ ...good, release: 'x'.repeat(201) }, /^release/],
  [{ ...good, environment: null }, /^environment: expected string, got object$/],
  [{ ...good, defaults: 'today' }, /^defaults/],
  [{ ...good, capture: 'click' }, /^capture: expected object, got string$/],
  [{ ...good, privacy: { allowQuery: 'q' } }, /^allowQuery: expected list, got string$/],
  [{ ...good, sampleRate: 2 }, /^sampleRate/],
  [{ ...good, sampleRate: NaN }, /^sampleRate/],
  [{ ...good, sampleRate: '0.5' }, /^sampleRate: expected number, got string$/],
  [{ ...good, sinks: [] }, /^sinks/],
  [{ ...good, sinks: 'http' }, /^sinks: expected list, got string$/],
  [{ ...good, sinks: ['ftp'] }, /^sinks/],
  [{ ...good, sinks: [null] }, /^sinks/],
  [{ ...good, sinks: [{ name: 'a b', send() {} }] }, /^sinks/],
  [{ ...good, sinks: [{ name: 'a' }] }, /^sinks/],
  [{ ...good, beforeSend: 'fn' }, /^beforeSend: expected function, got string$/],
  [{ ...good, debug: 1 }, /^debug: expected boolean, got number$/],
  [{ ...good, enviroment: 'x' }, /^enviroment: expected key,endpoint,release,environment,.*debug$/],
  [{ key: 42, debug: 'x', sampleRate: [] }, /key/, /debug/, /sampleRate/],
  // one kind of mistake hides no other
  [
    { key: 42, endpoint: 'c.example.com', sampleRate: 7, sinks: ['ftp'], clicks: true, defaults: 'today', debug: 'x' },
    /(^|; )key: expected string, got number(;|$)/,
    /(^|; )endpoint: expected \//,
    /(^|; )sampleRate: expected 0 to 1(;|$)/,
    /(^|; )sinks: expected http,/,
    /(^|; )clicks: expected key,/,
    /(^|; )defaults: expected \//,
    /(^|; )debug: expected boolean, got string(;|$)/,
  ],
];

for (const [input, ...patterns] of wrong)
  test(`names what is wrong in ${typeof input === 'object' && input ? Object.keys(input) : String(input)}: ${patterns[0]?.source}`, () => {
    const answer = readOptions(input);
    expect(answer).toBeTypeOf('string');
    for (const pattern of patterns) expect(answer).toMatch(pattern);
  });

test('an option is named once', () => {
  expect(
    String(readOptions({ key: 42, endpoint: 7, sampleRate: 'x', sinks: 'ftp' })).match(/\w+(?=: expected)/g),
  ).toEqual(['key', 'endpoint', 'sampleRate', 'sinks']);
});

test('query keys that are numbers are keys', () => {
  expect(readOptions({ ...good, privacy: { allowQuery: [1, 'q'] } })).toMatchObject({ allowQuery: ['1', 'q'] });
});

test('a mistake never repeats the value: it may be a secret in the wrong place', () => {
  fc.assert(
    fc.property(fc.constantFrom('key', 'endpoint', 'defaults', 'sampleRate', 'sinks', 'debug', 'capture'), (name) => {
      const answer = readOptions({ ...good, [name]: 'sk live 51H8 secret' });
      expect(answer).toBeTypeOf('string');
      expect(answer).not.toContain('51H8');
    }),
  );
});

test('any share from 0 to 1 is a sample rate', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (sampleRate) => {
      expect(readOptions({ ...good, sampleRate })).toMatchObject({ sampleRate });
    }),
  );
  fc.assert(
    fc.property(
      fc.oneof(fc.double({ min: 1, minExcluded: true }), fc.double({ max: -1e-300 }), fc.constant(NaN)),
      (sampleRate) => {
        expect(readOptions({ ...good, sampleRate })).toMatch(/^sampleRate/);
      },
    ),
  );
});

test('what cannot be a name is none', () => {
  for (const one of [Object.create(null), Symbol('x'), undefined, { toString: () => 'click' }])
    expect(readOptions({ ...good, privacy: { allowQuery: [one] } })).toMatchObject({ allowQuery: [''] });
});

test('any junk gives settings or words', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom('key', 'sinks', 'capture', 'privacy', 'allowQuery', 'plugins', 'x'),
        fc.anything({ withNullPrototype: true }),
      ),
      (input) => {
        const answer = readOptions(input);
        if (typeof answer === 'string') expect(answer).not.toBe('');
        else expect(answer.key).toMatch(/^[\w-]{1,64}$/);
      },
    ),
  );
});

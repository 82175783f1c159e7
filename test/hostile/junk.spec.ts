/** H3, H11: objects that bite: getters that throw, proxies, values no JSON knows, at random, into calls, elements and errors. */
import fc from 'fast-check';
import { expect, test } from '../fixture.ts';
import { balance, flush, stats } from '../pageClient.ts';
import { expectWhole, of, pageOf, tagOf } from './hostPage.ts';

/** How to make a value in the page. */
type Recipe =
  | { kind: 'json'; value: unknown }
  | { kind: 'odd'; name: string }
  | { kind: 'list' | 'object' | 'trap' | 'throwing' | 'frozen' | 'inherited'; parts: Recipe[] };

const ODD = [
  'undefined',
  'NaN',
  'infinity',
  'bigint',
  'symbol',
  'function',
  'async',
  'date',
  'badDate',
  'regexp',
  'map',
  'window',
  'document',
  'body',
  'form',
  'error',
  'cyclic',
  'deep',
  'wide',
  'long',
  'revoked',
  'class',
  'buffer',
  'null prototype',
  'toJSON',
  'thenable',
  'promise',
  'event',
  'lone',
];

const { recipe } = fc.letrec<{ recipe: Recipe }>((tie) => ({
  recipe: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('json' as const), value: fc.jsonValue({ maxDepth: 1 }) }),
    fc.record({ kind: fc.constant('odd' as const), name: fc.constantFrom(...ODD) }),
    fc.record({
      kind: fc.constantFrom('list', 'object', 'trap', 'throwing', 'frozen', 'inherited'),
      parts: fc.array(tie('recipe'), { maxLength: 3 }),
    }),
  ),
}));

const METHODS = ['track', 'page', 'identify', 'reset', 'captureException', 'on', 'stats', 'flush'];

const step = fc.oneof(
  fc.record({
    kind: fc.constant('call' as const),
    name: fc.constantFrom(...METHODS),
    parts: fc.array(recipe, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('throw' as const),
    name: fc.constantFrom('throw', 'reject'),
    parts: fc.array(recipe, { minLength: 1, maxLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('click' as const),
    name: fc.constantFrom(
      'labels',
      'localName',
      'getAttribute',
      'parentNode',
      'nodeType',
      'isContentEditable',
      'onclick',
      'childNodes',
      'getBoundingClientRect',
      'assignedNodes',
      'control',
      'host',
      'shadowRoot',
      'textContent',
    ),
    parts: fc.array(recipe, { minLength: 1, maxLength: 1 }),
  }),
);

test('junk at random into every call, error and element: nothing is thrown, and what is stored is valid', async ({
  page,
  server,
  noise,
}) => {
  test.setTimeout(240_000);
  server.page('/', pageOf(tagOf(server), '<main id="main"><button id="go">Go</button></main>'));
  await page.goto(`${server.origin}/`);
  await page.evaluate(() => {
    const bite = (): never => {
      throw new Error('bite');
    };
    const odd: Record<string, () => unknown> = {
      undefined: () => undefined,
      NaN: () => NaN,
      infinity: () => -Infinity,
      bigint: () => 10n ** 50n,
      symbol: () => Symbol('s'),
      function: () => () => 1,
      async: () => async () => 1,
      date: () => new Date(1e12),
      badDate: () => new Date(NaN),
      regexp: () => /x/g,
      map: () => new Map([[{}, 1]]),
      window: () => window,
      document: () => document,
      body: () => document.body,
      form: () => Object.defineProperty(document.createElement('form'), 'nodeName', { value: 7 }),
      error: () => new Error('e', { cause: window }),
      cyclic: () => {
        const value: Record<string, unknown> = {};
        value['self'] = [value];
        return value;
      },
      deep: () => {
        let value: unknown = 1;
        for (let i = 0; i < 50; i++) value = i % 2 ? [value] : { value };
        return value;
      },
      wide: () => Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, 'v'.repeat(50)])),
      long: () => '\u{1F600}'.repeat(200_000),
      revoked: () => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      },
      class: () => Promise,
      buffer: () => new Uint8Array(1_000),
      'null prototype': () => Object.create(null),
      toJSON: () => ({
        toJSON: () => {
          throw new Error('toJSON');
        },
      }),
      thenable: () => {
        const value = { after: bite };
        Object.defineProperty(value, ['t', 'hen'].join(''), { value: bite });
        return value;
      },
      promise: () => Promise.resolve(1),
      event: () => new Event('x'),
      lone: () => 'a\ud800b\u0000c\u2028',
    };
    const handler = Object.fromEntries(Reflect.ownKeys(Reflect).map((name) => [name, bite]));
    const make = (recipe: Recipe): unknown => {
      if (recipe.kind === 'json') return recipe.value;
      if (recipe.kind === 'odd') return odd[recipe.name]?.();
      const parts = recipe.parts.map(make);
      if (recipe.kind === 'list') return parts;
      const object = Object.fromEntries(parts.map((part, i) => [`p${i}`, part]));
      if (recipe.kind === 'frozen') return Object.freeze(object);
      if (recipe.kind === 'inherited') return Object.create(object);
      if (recipe.kind === 'trap') return new Proxy(parts.length > 1 ? object : () => {}, handler);
      if (recipe.kind === 'throwing')
        for (const name of ['name', 'message', 'stack', 'cause', 'nodeType', 'kind', 'toString', 'p0'])
          Object.defineProperty(object, name, { get: bite, enumerable: true, configurable: true });
      return object;
    };
    Object.assign(window, {
      thrown: [],
      take(steps: { kind: string; name: string; parts: Recipe[] }[]) {
        const page = window as unknown as {
          watchglass: Record<string, ((...args: unknown[]) => unknown) | undefined>;
          thrown: string[];
        };
        // what the page throws itself is heard by the tag first
        const mute = (event: Event): void => event.preventDefault();
        for (const { kind, name, parts } of steps) {
          const values = parts.map(make);
          try {
            if (kind === 'call') {
              const answer = page.watchglass[name]?.(...values);
              if (answer instanceof Promise)
                answer.catch((error: unknown) => page.thrown.push(`${name} rejected ${String(error)}`));
            } else if (kind === 'throw') {
              const type = name === 'throw' ? 'error' : 'unhandledrejection';
              const event =
                name === 'throw'
                  ? new ErrorEvent(type, { error: values[0], message: 'm', cancelable: true })
                  : new PromiseRejectionEvent(type, {
                      reason: values[0],
                      promise: Promise.resolve(),
                      cancelable: true,
                    });
              window.addEventListener(type, mute, { once: true });
              window.dispatchEvent(event);
            } else {
              const button = document.createElement('button');
              document.getElementById('main')?.append(button);
              const [value] = values;
              Object.defineProperty(
                button,
                name,
                typeof value === 'function' ? { get: value as () => unknown } : { value },
              );
              const event = new MouseEvent('click', { bubbles: true, composed: true });
              HTMLElement.prototype.dispatchEvent.call(button, event);
              Element.prototype.remove.call(button);
            }
          } catch (error) {
            page.thrown.push(`${kind} ${name}: ${String(error)}`);
          }
        }
        return page.thrown;
      },
    });
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const thrown = await page.evaluate(
        (steps) => (window as unknown as { take(steps: unknown): string[] }).take(steps),
        steps,
      );
      expect(thrown).toEqual([]);
      const now = await stats(page);
      expect(balance(now)).toBe(0);
      expect(now.state).toBe('running');
    }),
    { numRuns: Number(process.env['WATCHGLASS_JUNK'] ?? 150) },
  );
  await expect
    .poll(async () => {
      await flush(page);
      return (await stats(page)).waiting;
    })
    .toBeLessThanOrEqual(4);
  expect(of(server, 'custom').length).toBeGreaterThan(0);
  await expectWhole(page, server);
  expect(noise.errors).toEqual([]);
});

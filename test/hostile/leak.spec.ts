/** Start, use, shutdown: listeners, timers, globals and prototypes are as before; and a tag that leaves something is noticed. */
import type { Page } from '@playwright/test';
import { brokenTag } from '../faults/builtTag.ts';
import { expect, test } from '../fixture.ts';
import type { TestServer } from '../server.ts';
import { of, pageOf } from './hostPage.ts';
import { shippedTag } from './matrix.ts';

/** What a census says is there. */
interface Census {
  /** Properties of globals, classes, prototypes and of what every page has, by name. */
  properties: Map<string, PropertyDescriptor>;
  listeners: string[];
  timers: number;
  observers: number;
}

interface Counted {
  census(): Census;
  /** Whether the second idle chunk has begun, which the first one loads; asked anew after `forget`. */
  isWhole(): boolean;
  forget(): void;
  start(): Record<string, (...args: unknown[]) => unknown>;
}

/** Runs before everything: counts what is registered from then on, and lists what there is when it is asked. */
function installCensus(): void {
  const listeners = new Map<string, number>();
  const timers = new Set<unknown>();
  const observers = new Set<unknown>();
  const names = new WeakMap<object, number>();
  let known = 0;
  let isWhole = false;
  /** Whether a file of the SDK is asking: in Firefox the driver's own listeners are on the page too. */
  const isOurs = (): boolean => {
    const stack = new Error().stack ?? '';
    isWhole ||= stack.includes('/dist/detail-');
    return stack.includes('/dist/');
  };
  const numberOf = (value: object | null): number => {
    if (!value) return 0;
    if (!names.has(value)) names.set(value, ++known);
    return names.get(value) ?? 0;
  };
  for (const [name, step] of [
    ['addEventListener', 1],
    ['removeEventListener', -1],
  ] as const) {
    const original = EventTarget.prototype[name];
    EventTarget.prototype[name] = function (this: EventTarget, ...args: Parameters<typeof original>) {
      if (isOurs()) {
        const [type, listener, options] = args;
        const capture = typeof options === 'object' ? !!options.capture : !!options;
        const key = [this.constructor.name, type, numberOf(listener), capture].join();
        listeners.set(key, (listeners.get(key) ?? 0) + step);
      }
      return original.apply(this, args);
    };
  }
  for (const [set, clear] of [
    ['setTimeout', 'clearTimeout'],
    ['setInterval', 'clearInterval'],
    ['requestAnimationFrame', 'cancelAnimationFrame'],
    ['requestIdleCallback', 'cancelIdleCallback'],
  ] as const) {
    const page = window as unknown as Record<string, (...args: unknown[]) => unknown>;
    const { [set]: start, [clear]: end } = page;
    page[set] = (run, ...rest) => {
      const ours = isOurs();
      const id = start?.(
        (...args: unknown[]) => {
          if (set !== 'setInterval') timers.delete(id);
          (run as (...args: unknown[]) => void)(...args);
        },
        ...rest,
      );
      if (ours) timers.add(id);
      return id;
    };
    page[clear] = (id) => {
      timers.delete(id);
      end?.(id);
    };
  }
  for (const name of ['MutationObserver', 'IntersectionObserver', 'ResizeObserver', 'PerformanceObserver'] as const) {
    const { observe, disconnect } = window[name].prototype as { observe(): void; disconnect(): void };
    Object.assign(window[name].prototype, {
      observe(this: object, ...args: []) {
        if (isOurs()) observers.add(this);
        observe.apply(this, args);
      },
      disconnect(this: object) {
        observers.delete(this);
        disconnect.apply(this);
      },
    });
  }
  const census = (): Census => {
    const properties = new Map<string, PropertyDescriptor>();
    const seen = new Set<unknown>();
    const list = (name: string, value: unknown, depth: number): void => {
      if (Object(value) !== value || seen.has(value)) return;
      seen.add(value);
      const holder = value as object;
      // in one order each time: Firefox makes what nobody has asked for yet when it is asked, and lists it last
      for (const key of Reflect.ownKeys(holder).sort((a, b) => String(a).localeCompare(String(b)))) {
        const found = Object.getOwnPropertyDescriptor(holder, key) as PropertyDescriptor;
        const path = `${name}.${String(key)}`;
        properties.set(path, found);
        if (depth > 0 && (typeof found.value === 'function' || key === 'prototype' || /^[A-Z]/.test(String(key))))
          list(path, found.value, depth - 1);
      }
    };
    list('window', window, 2);
    for (const name of [
      'document',
      'history',
      'location',
      'navigator',
      'console',
      'performance',
      'screen',
      'indexedDB',
    ] as const)
      list(name, window[name], 0);
    // oxlint-disable-next-line typescript/no-for-in-array -- none is a list, and what they inherit counts
    for (const target of [window, document, document.documentElement, document.body] as object[])
      for (let holder: object | null = target; holder; holder = Object.getPrototypeOf(holder) as object | null)
        for (const key of Object.getOwnPropertyNames(holder))
          if (key.startsWith('on'))
            properties.set(`${target.constructor.name} ${key}`, { value: Reflect.get(holder, key, target) as unknown });
    return {
      properties,
      listeners: [...listeners].filter(([, count]) => count !== 0).map(([key, count]) => `${key} x${count}`),
      timers: timers.size,
      observers: observers.size,
    };
  };
  const forget = (): void => {
    isWhole = false;
  };
  Object.assign(window, { census, start: undefined, isWhole: () => isWhole, forget });
}

/** Starts the SDK on the page, uses all of it, ends it, and lists what is not as it was; a broken tag has no idle chunks. */
const leftOf = (page: Page, hasChunks = true): Promise<string[]> =>
  page.evaluate(async (hasChunks) => {
    const counted = window as unknown as Counted;
    const before = counted.census();
    counted.forget();
    const client = counted.start();
    const until = async (isSo: () => boolean): Promise<void> => {
      const end = Date.now() + 10_000;
      while (!isSo() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    if (hasChunks) {
      await until(counted.isWhole);
      if (!counted.isWhole()) return ['the idle chunks did not come'];
    }
    document.getElementById('go')?.click();
    client['track']?.('mine', { value: 1 });
    client['identify']?.('u_1');
    client['page']?.({ template: 'x' });
    client['group']?.('company', 'c_1');
    client['featureFlag']?.('flag', 'on');
    client['addBreadcrumb']?.('mine');
    await fetch('/asked').then((response) => response.text());
    client['captureException']?.(new Error('mine'));
    client['on']?.('click', () => {});
    history.pushState(null, '', '/next');
    window.scrollTo(0, 100);
    await until(() => scrollY === 100);
    await client['flush']?.();
    const during = counted.census();
    client['reset']?.();
    await client['shutdown']?.();
    // a request that was under way may ask for a timer when it ends
    await until(() => counted.census().timers === 0);
    const after = counted.census();
    const left = [
      ...after.listeners.filter((one) => !before.listeners.includes(one)).map((one) => `listener ${one}`),
      ...(after.timers ? [`${after.timers} timers`] : []),
      ...(after.observers ? [`${after.observers} observers`] : []),
    ];
    if (during.listeners.length < 5 || during.timers < 1) left.push('nothing was counted');
    for (const name of new Set([...before.properties.keys(), ...after.properties.keys()])) {
      const [was, is] = [before.properties.get(name), after.properties.get(name)];
      // what a page remembers of its own doing
      if (/^window\.(scroll[XY]|page[XY]Offset|event|name)$/.test(name)) continue;
      const parts = ['value', 'get', 'set', 'writable', 'enumerable', 'configurable'] as const;
      if (!was || !is || parts.some((part) => !Object.is(was[part], is[part]))) left.push(`property ${name}`);
    }
    return left;
  }, hasChunks);

const script = (body: string): { body: string; headers: Record<string, string> } => ({
  body,
  headers: { 'content-type': 'text/javascript; charset=utf-8' },
});

/** A page with a census, on which `start` begins. The tag has no key, so that its global is there before. */
async function open(page: Page, server: TestServer, tag: string, before = ''): Promise<void> {
  server.page('/dist/sdk.js', script(tag));
  server.page('/asked', 'answer');
  server.page(
    '/',
    pageOf(
      `<script>${before};(${String(installCensus)})()</script><script src="/dist/sdk.js"></script>
       <script>window.start = () => watchglass.init({ key: 'pk_test', endpoint: '${server.collector.origin}' })</script>`,
      '<button id="go">Go</button><div style="height:3000px"></div>',
    ),
  );
  await page.goto(`${server.origin}/`);
}

/** Where there is no Navigation API, history is patched. */
const OLD = 'delete Window.prototype.navigation; delete window.navigation';

test('start, use, shutdown: listeners, timers, observers, globals and prototypes are as before', async ({
  page,
  server,
  noise,
}) => {
  await open(page, server, shippedTag());
  expect(await leftOf(page)).toEqual([]);
  await expect.poll(() => of(server, 'custom').length).toBe(1);
  // and once more
  expect(await leftOf(page)).toEqual([]);
  await expect.poll(() => of(server, 'custom').length).toBe(2);
  // the tag has no key until the page starts it, and says so
  expect(noise).toEqual({ errors: [], console: [expect.stringContaining('key: expected')], violations: [] });
});

test('the npm module leaves nothing at all', async ({ page, server }) => {
  server.page('/asked', 'answer');
  server.page(
    '/',
    pageOf(
      `<script>(${String(installCensus)})()</script>
       <script type="module">import { init } from '/dist/index.js'; window.start = () => init({ key: 'pk_test', endpoint: '${server.collector.origin}' })</script>`,
      '<button id="go">Go</button><div style="height:3000px"></div>',
    ),
  );
  await page.goto(`${server.origin}/`);
  expect(await leftOf(page)).toEqual([]);
});

test('a patch of history is taken back: what is called is what was called before', async ({ page, server }) => {
  await open(page, server, shippedTag(), OLD);
  // the platform's own functions, under a name of the object's own too
  expect(await leftOf(page)).toEqual(['property history.pushState', 'property history.replaceState']);
  expect(
    await page.evaluate(() =>
      (['pushState', 'replaceState'] as const).every((name) => history[name] === History.prototype[name]),
    ),
  ).toBe(true);
});

for (const [name, what, before] of [
  ['leaksListener', /^listener /, ''],
  ['leaksTimer', /timers$/, ''],
  ['leaksPatch', /^property history\.pushState$/, ''],
  ['leaksGlobal', /^property window\./, ''],
  ['leaksPrototype', /^property window\.Array\.prototype\./, ''],
] as const)
  test(`a tag that leaves something behind is noticed: ${name}`, async ({ page, server }) => {
    await open(page, server, await brokenTag(name), before);
    expect((await leftOf(page, false)).some((one) => what.test(one))).toBe(true);
  });

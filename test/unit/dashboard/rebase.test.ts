import {
  defaultUrlRules,
  type ErrorEvent,
  type Kind,
  type PageViewEvent,
  pageOf,
  type StoredEvent,
} from '@watchglass/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signalBodies } from '../signalBodies.ts';
import { rebase, sampleBase } from '../../../dashboard/source/rebase.ts';

type Stored<E> = E & StoredEvent;

const common = (url: string) => ({
  id: 'e1',
  at: 1_700_000_000_000,
  seq: 0,
  visitor: 'v1',
  user: '',
  session: 's1',
  tab: 't1',
  doc: 'd1',
  view: 'w1',
  url,
  page: pageOf(url, defaultUrlRules),
  batch: 'b1',
  release: '1.4.2',
  environment: 'demo',
  sampleRate: 1,
  receivedAt: 1_700_000_000_500,
  skewMs: 0,
});

const pageView = (url: string, referrer = ''): Stored<PageViewEvent> => ({
  ...common(url),
  kind: 'page_view',
  title: 'Fernwell',
  referrer,
  status: 200,
  viewportWidth: 1440,
  viewportHeight: 900,
  documentWidth: 1440,
  documentHeight: 3000,
  how: 'load',
  properties: {},
});

describe('rebase', () => {
  it('moves url, page and referrer below the base', () => {
    const event = rebase(pageView(`${sampleBase}/shop/cart/?q=*`, `${sampleBase}/shop/`), 'http://127.0.0.1:4680/');
    expect(event.url).toBe('http://127.0.0.1:4680/shop/cart/?q=*');
    expect(event.page).toBe('127.0.0.1:4680/shop/cart');
    expect(event.referrer).toBe('http://127.0.0.1:4680/shop/');
  });

  it('gives the page that the tag gives to the same address, below any folder', () => {
    const folder = fc.stringMatching(/^[a-z0-9-]{1,20}$/);
    fc.assert(
      fc.property(fc.array(folder, { maxLength: 3 }), folder, fc.boolean(), (above, path, slash) => {
        const base = ['https://demo.example', ...above].join('/') + (slash ? '/' : '');
        const event = rebase(pageView(`${sampleBase}/shop/${path}/`), base);
        const live = `${['https://demo.example', ...above].join('/')}/shop/${path}/`;
        expect(event.url).toBe(live);
        expect(event.page).toBe(pageOf(live, defaultUrlRules));
      }),
    );
  });

  it('leaves events of other sites alone, also when they came from the sample', () => {
    const other = pageView('https://other.example/a', `${sampleBase}/shop/`);
    expect(rebase(other, 'http://127.0.0.1/')).toBe(other);
    const lookalike = pageView(`${sampleBase}.other.example/a`);
    expect(rebase(lookalike, 'http://127.0.0.1/')).toBe(lookalike);
  });

  it('moves the addresses in stacks and changes nothing else', () => {
    const error: Stored<ErrorEvent> = {
      ...common(`${sampleBase}/shop/cart/`),
      kind: 'error',
      type: 'TypeError',
      message: `at ${sampleBase}`,
      stack: `TypeError: x\n    at ${sampleBase}/shop/shop.js:1:2\n    at ${sampleBase}/shop/shop.js:3:4`,
      causes: [{ type: 'Error', message: 'y', stack: `Error: y\n    at ${sampleBase}/shop/shop.js:5:6` }],
      handled: false,
      mechanism: 'onerror',
      noise: '',
      count: 1,
      breadcrumbs: [],
      properties: { value: 1 },
    };
    const before = structuredClone(error);
    const after = rebase(error, 'http://127.0.0.1:4680/');
    expect(after.stack).toBe(
      'TypeError: x\n    at http://127.0.0.1:4680/shop/shop.js:1:2\n    at http://127.0.0.1:4680/shop/shop.js:3:4',
    );
    expect(after.causes[0]?.stack).toContain('http://127.0.0.1:4680/shop/shop.js:5:6');
    expect({ ...after, url: '', page: '', stack: '', causes: [] }).toEqual({
      ...before,
      url: '',
      page: '',
      stack: '',
      causes: [],
    });
    expect(error).toEqual(before);
  });

  it('moves what signals speak of: pages, resources, scripts', () => {
    const place = common(`${sampleBase}/shop/`);
    const host = sampleBase.replace('http://', '');
    const moved = <K extends Kind>(event: StoredEvent & { kind: K }) => rebase(event, 'https://a.example/x/');
    const script = { source: `${sampleBase}/shop/a.js:1:2`, invoker: '', durationMs: 1 };
    expect([
      moved({ ...place, kind: 'quick_back', ...signalBodies.quick_back, left: `${host}/shop/product/:id` }).left,
      moved({ ...place, kind: 'request', ...signalBodies.request, target: `${host}/api/cart` }).target,
      moved({ ...place, kind: 'request', ...signalBodies.request, target: 'b.example/api' }).target,
      moved({ ...place, kind: 'resource_error', ...signalBodies.resource_error, resource: `${sampleBase}/a.png` })
        .resource,
      moved({ ...place, kind: 'violation', ...signalBodies.violation, source: `${sampleBase}/a.js:1:2` }).source,
      moved({ ...place, kind: 'vital', ...signalBodies.vital, source: `${sampleBase}/a.js:1:2` }).source,
      moved({ ...place, kind: 'long_frame', ...signalBodies.long_frame, scripts: [script] }).scripts[0]?.source,
    ]).toEqual([
      'a.example/x/shop/product/:id',
      'a.example/x/api/cart',
      'b.example/api',
      'https://a.example/x/a.png',
      'https://a.example/x/a.js:1:2',
      'https://a.example/x/a.js:1:2',
      'https://a.example/x/shop/a.js:1:2',
    ]);
  });
});

/** What a signal of each kind carries, sound and dull: for tests that make events of all kinds. */
import type { BodyOf, Kind } from '@watchglass/contract';

/** Kinds whose events tests make by hand. */
type Plain = 'page_view' | 'page_leave' | 'click' | 'scroll' | 'error' | 'custom' | 'identify' | 'sdk';

const element = { key: 'testid:buy', index: 0, keyRule: 1 };
const named = { role: 'button', label: 'Buy' };
const spot = {
  ...element,
  ...named,
  ex: 0.5,
  ey: 0.5,
  pageX: 100,
  pageY: 200,
  fixed: false,
  viewportWidth: 1440,
  pointer: 'mouse' as const,
};
const judged = { confidence: 0.9, features: { spanMs: 900 } };

export const signalBodies: { readonly [K in Exclude<Kind, Plain>]: BodyOf<K> } = {
  rage_click: { ...spot, ...judged, rule: 'rage_click@1', click: '' },
  dead_click: { ...spot, ...judged, rule: 'dead_click@1', click: '' },
  error_click: { ...spot, ...judged, rule: 'error_click@1', click: '', caused: '' },
  dead_swipe: { ...spot, ...judged, rule: 'dead_swipe@1' },
  thrashed_cursor: {
    ...element,
    ...named,
    ...judged,
    pageX: 100,
    pageY: 200,
    viewportWidth: 1440,
    rule: 'thrashed_cursor@1',
  },
  quick_back: { ...element, ...named, ...judged, rule: 'quick_back@1', click: '', left: 'shop.example/help' },
  attention: { keyRule: 1, viewportWidth: 1440, attended: [] },
  exposure: { keyRule: 1, viewportWidth: 1440, exposed: [] },
  form: {
    ...element,
    label: 'Order',
    outcome: 'submitted',
    durationMs: 900,
    fields: [],
    lastKey: '',
    lastIndex: 0,
  },
  selection: { ...element, action: 'copy', chars: 3 },
  resource_error: { ...element, resource: 'https://shop.example/a.png', status: 404 },
  violation: {
    policy: 'csp',
    directive: 'script-src',
    resource: 'inline',
    source: '',
    enforced: true,
    message: '',
  },
  request: {
    method: 'GET',
    target: 'shop.example/api',
    status: 500,
    failure: '5xx',
    durationMs: 80,
    via: 'fetch',
    trace: '',
    click: '',
  },
  vital: {
    metric: 'LCP',
    value: 1200,
    delta: 1200,
    rating: 'good',
    navigation: 'navigate',
    ...element,
    attribution: { timeToFirstByte: 200 },
    source: '',
  },
  long_frame: { startMs: 5000, durationMs: 120, blockingMs: 60, scripts: [] },
  group: { groupType: 'company', group: 'acme', traits: {} },
  feature_flag: { flag: 'hero', variant: 'b', properties: {} },
};

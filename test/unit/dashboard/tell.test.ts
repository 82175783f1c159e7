/** What events tell: every kind by its golden, signals in sentences that need no glossary. */
import {
  type DeadClickFeatures,
  deadClickConfidence,
  type ErrorClickFeatures,
  errorClickConfidence,
  type Kind,
  type RageClickFeatures,
  rageClickConfidence,
  type StoredEvent,
} from '@watchglass/contract';
import { kinds } from '@watchglass/contract/schema';
import { describe, expect, it } from 'vitest';
import { kindInWords } from '../../../dashboard/sessions/names.ts';
import { tellOf } from '../../../dashboard/sessions/tell/event.ts';
import { isTrouble } from '../../../dashboard/sessions/trouble.ts';
import { golden } from '../contract/golden.ts';

const stored = (kind: Kind, body: object = {}): StoredEvent => ({
  ...golden[kind],
  ...body,
  batch: 'b',
  release: '',
  environment: '',
  sampleRate: 1,
  receivedAt: 0,
  skewMs: 0,
});

const tell = (kind: Kind, body?: object) => tellOf(stored(kind, body));
const titleOf = (kind: Kind, body?: object): string => tell(kind, body).title;
const words = (kind: Kind, body?: object): string => {
  const { title, notes, values } = tell(kind, body);
  return [title, ...notes, ...values.map((pair) => pair.join(' = '))].join(' | ');
};

describe('the golden event of each kind', () => {
  it.each<[Kind, string]>([
    [
      'page_view',
      'Trail shoe “Fjäll” – Shop | loaded | template = product | experiments = ["hero-b"] | loggedIn = false',
    ],
    ['page_leave', ' | seen for 39 s | active for 21 s | 81 % of the content seen'],
    ['click', 'Add to cart | button'],
    ['rage_click', '5 clicks in 1.2 s on “Add to cart”, none of them answered before the next | confidence 0.95'],
    [
      'dead_click',
      'Nothing changed within 2.6 s of a click on “Trail shoe, from above”, which looks like something to click | confidence 0.80',
    ],
    ['error_click', 'A click on “Add to cart” sent a request that failed 500 ms later | confidence 0.95'],
    ['dead_swipe', 'A swipe of 212 px to the left on “Pictures” moved nothing | confidence 0.95'],
    [
      'thrashed_cursor',
      'The mouse turned 14 times in 2.2 s over “Delivery in 2 to 4 days”: 3,310 px, to end 120 px from where it began | confidence 0.93',
    ],
    ['quick_back', 'Back from /help/sizes after 2.4 s, where “Size guide” had led | confidence 0.76'],
    ['scroll', '“id:reviews/list:1” | to 95 % of the content | as far as “id:reviews/list:1/listitem:9”'],
    ['attention', 'The pointer was on 2 elements, longest on “Pictures” | Pictures = 9.1 s | Add to cart = 4.3 s'],
    ['exposure', '2 controls could be seen, longest “Add to cart” | Add to cart = 28 s | Subscribe = 1.7 s'],
    [
      'form',
      '“Tell me when it is back” was given up after 8.4 s, in the field “E-mail” | 2 fields | E-mail = 5.1 s, changed 2 times, came back once, refused once | Size = 1.3 s, changed once',
    ],
    ['selection', 'Copied 9 characters of “id:article-number”'],
    ['error', "TypeError: Cannot read properties of undefined (reading 'discount') | not caught"],
    [
      'resource_error',
      'https://cdn.example/img/8412-side.webp?w=* did not load | status 404 | asked for by “id:gallery/img:3”',
    ],
    [
      'violation',
      'script-src-elem blocked https://tags.example/t.js?id=* | by https://shop.example/assets/tags.js?v=*:12:9',
    ],
    [
      'request',
      'POST api.shop.example/cart/:id/items: the server failed (503) after 413 ms | began with a click | trace 4bf92f3577b34da6a3ce929d0e0e4736',
    ],
    [
      'vital',
      'INP 264 ms, needs improvement: on “testid:product-card//root/button:1” | from the slowest click, tap or key to what it changed on the screen | brought back by the back button | script https://shop.example/assets/cart.js:88:5 | until the page listened = 31 ms | handling it = 178 ms | until it was painted = 55 ms',
    ],
    [
      'long_frame',
      'The page stood still for 184 ms; input had to wait 122 ms | IMG#main.onload = 143 ms | https://tags.example/c.js = 21 ms',
    ],
    [
      'custom',
      'checkout_started | value = 129.9 | currency = EUR | items = [{"sku":"FJ-42","count":1}] | coupon = null | gift = false | note = 2 × Größe 42',
    ],
    ['identify', 'u_8412 | plan = family | since = 2021 | tags = ["beta"] | newsletter = true'],
    ['group', 'company: acme-gmbh | seats = 40 | plan = business | trial = false'],
    ['feature_flag', 'checkout-express: treatment | source = flags.example | version = 7'],
    ['sdk', ' | used 37 ms of the page’s time | gave up 16 events | storage:memory'],
  ])('%s', (kind, sentence) => {
    expect(words(kind)).toBe(sentence);
  });

  it('is of every kind there is', () => {
    for (const kind of kinds) expect(tell(kind).title + tell(kind).notes.join(''), kind).not.toBe('');
  });

  it('has the confidence that its rule gives its features', () => {
    const judged = (kind: Kind) => golden[kind] as unknown as { confidence: number; features: unknown };
    const { rage_click: rage, dead_click: dead, error_click: error } = golden;
    expect([rage, dead, error].map(({ kind }) => judged(kind).confidence)).toEqual([
      rageClickConfidence(judged('rage_click').features as RageClickFeatures),
      deadClickConfidence(judged('dead_click').features as DeadClickFeatures),
      errorClickConfidence(judged('error_click').features as ErrorClickFeatures),
    ]);
  });
});

describe('what a rule judged', () => {
  it('keeps the features that it saw, and says when it is too unsure to count', () => {
    expect(tell('rage_click').evidence).toContainEqual(['threeMs', '480']);
    expect(tell('rage_click').evidence).toContainEqual(['rule', 'rage_click@1']);
    expect(tell('dead_click', { confidence: 0.4 }).notes).toEqual(['confidence 0.40', 'too unsure to be counted']);
  });

  it('says of clicks in a row how many the page answered', () => {
    const features = { count: 6, spanMs: 1800, answered: 2 };
    expect(titleOf('rage_click', { features })).toBe(
      '6 clicks in 1.8 s on “Add to cart”, 2 of them answered before the next',
    );
  });

  it('says of a dead click why an answer was due, and what came too late', () => {
    const dead = (features: Record<string, number>): string =>
      titleOf('dead_click', { features: { watchedMs: 2600, ...features } });
    expect(dead({ interactive: 1, pointer: 1 })).toMatch(/, a control$/);
    expect(dead({ pointer: 1 })).toMatch(/, under a hand cursor$/);
    expect(dead({ covering: 1 })).toMatch(/, which lies over a control$/);
    expect(dead({})).toBe('Nothing changed within 2.6 s of a click on “Trail shoe, from above”');
    expect(dead({ farMs: 1200 })).toBe(
      'Nothing that looks like an answer within 2.6 s of a click on “Trail shoe, from above”; the first change elsewhere came 1.2 s later',
    );
    expect(dead({ nearMs: 2000 })).toMatch(/; the first change near it came 2 s later$/);
    expect(dead({ canvas: 1 })).toMatch(/a canvas may have been painted/);
  });

  it('says what a click broke', () => {
    const broke = (inTask: number): string => titleOf('error_click', { features: { requested: 0, inTask, ms: 900 } });
    expect(broke(1)).toBe('A click on “Add to cart” ran into an error');
    expect(broke(0)).toBe('900 ms after a click on “Add to cart” there was an error');
  });

  it('says which way a swipe went', () => {
    const swipe = (dx: number, dy: number): string => titleOf('dead_swipe', { features: { dx, dy } });
    expect([swipe(80, 10), swipe(4, -90), swipe(4, 90)]).toEqual([
      'A swipe of 80 px to the right on “Pictures” moved nothing',
      'A swipe of 90 px up on “Pictures” moved nothing',
      'A swipe of 90 px down on “Pictures” moved nothing',
    ]);
  });

  it('says of a way back no more than is known', () => {
    expect(titleOf('quick_back', { features: { dwellMs: 2400, traversal: 1, known: 0 }, left: '', key: '' })).toBe(
      'Back from another page within 2.4 s',
    );
    expect(titleOf('quick_back', { left: 'other.example/a' })).toMatch(/^Back from other\.example\/a after/);
  });

  it('says less where another version of the rule has other features', () => {
    const less = (kind: Kind): string => titleOf(kind, { features: { other: 1 } });
    expect(
      (['rage_click', 'dead_click', 'error_click', 'dead_swipe', 'thrashed_cursor', 'quick_back'] as const).map(less),
    ).toEqual([
      'Clicks in a row on “Add to cart”',
      'Nothing followed a click on “Trail shoe, from above”',
      'A click on “Add to cart” broke something',
      'A swipe on “Pictures” moved nothing',
      'The mouse was shaken over “Delivery in 2 to 4 days”',
      'Back from /help/sizes, where “Size guide” had led',
    ]);
  });
});

describe('other events', () => {
  it('name an element without a label by its key', () => {
    expect(titleOf('click', { label: '' })).toBe('testid:product-card//root/button:1');
    expect(tell('click', { trusted: false, interactive: false }).notes).toEqual([
      'button',
      'by a script',
      'not clickable',
    ]);
  });

  it('tell how a page came, and that it was not found', () => {
    expect(tell('page_view', { how: 'back_forward', status: 404 }).notes).toEqual(['by back or forward', 'status 404']);
  });

  it('tell of views that were not scrolled', () => {
    expect(tell('scroll', { key: 'root', scrollRatioMax: 0, contentRatioMax: 0.11 })).toMatchObject({
      title: '',
      notes: ['not scrolled, 11 % of the content in sight'],
    });
  });

  it('tell a form that was sent from one that was given up nobody knows where', () => {
    expect(titleOf('form', { outcome: 'submitted' })).toBe('“Tell me when it is back” was sent after 8.4 s');
    expect(titleOf('form', { lastKey: 'gone' })).toBe('“Tell me when it is back” was given up after 8.4 s');
  });

  it('tell noise as what it is, and errors that stand for many', () => {
    expect(tell('error', { noise: 'extension', count: 7, handled: true }).notes).toEqual([
      'reported by the site',
      '7 times',
      'noise: code of a browser extension',
    ]);
    expect(tell('error', { stack: 'at x' }).trace).toBe('at x');
  });

  it('tell requests by why they failed', () => {
    const request = (body: object): string => titleOf('request', { status: 0, method: 'GET', durationMs: 80, ...body });
    const target = 'shop.example/api/rates';
    expect([
      request({ failure: 'network', target }),
      request({ failure: 'slow', status: 200, durationMs: 4200, target, method: '' }),
    ]).toEqual([
      'GET /api/rates: no connection, or forbidden by CORS after 80 ms',
      '/api/rates: answered late (200) after 4.2 s',
    ]);
  });

  it('tell what was only reported, and reports that are no policy', () => {
    expect(titleOf('violation', { enforced: false })).toBe(
      'script-src-elem would have blocked https://tags.example/t.js?id=*',
    );
    expect(
      words('violation', { policy: 'deprecation', directive: 'Unload', resource: '', source: '', message: 'is gone' }),
    ).toBe('The browser reported deprecation: Unload | is gone');
  });

  it('tell a vital with its unit and its parts', () => {
    expect(
      words('vital', {
        metric: 'CLS',
        value: 0.118,
        rating: 'good',
        source: '',
        navigation: 'navigate',
        attribution: { largestShift: 0.1, largestShiftMs: 1200 },
      }),
    ).toBe(
      'CLS 0.12, good: most by “testid:product-card//root/button:1” | how much of the screen jumped | largest jump = 0.10 | largest jump after = 1.2 s',
    );
    expect(titleOf('vital', { metric: 'LCP', value: 2310, rating: 'good', key: 'id:hero/img:1' })).toBe(
      'LCP 2.3 s, good: “id:hero/img:1”',
    );
  });

  it('are cut where they are too long to read', () => {
    expect(tell('identify', { traits: { plan: 'x'.repeat(300) } }).values[0]?.[1]).toHaveLength(202);
  });

  it('of a kind that is younger than this dashboard are shown as they are', () => {
    const younger = stored('click', { kind: 'screen_shake' });
    expect(tellOf(younger)).toMatchObject({ title: '', notes: [], trace: '' });
    expect(tellOf(younger).values).toContainEqual(['pageX', '1042']);
    expect(tellOf(younger).values.map(([name]) => name)).not.toContain('visitor');
    expect(kindInWords('screen_shake')).toBe('screen shake');
    expect(kindInWords('toString')).toBe('toString');
  });
});

describe('trouble', () => {
  it('is what went wrong for somebody: nothing that a rule doubts, no noise, no form that was sent', () => {
    const trouble = kinds.filter((kind) => isTrouble(stored(kind)));
    expect(trouble.sort().join(' ')).toBe(
      'dead_click dead_swipe error error_click form quick_back rage_click request resource_error thrashed_cursor violation',
    );
    expect(isTrouble(stored('rage_click', { confidence: 0.49 }))).toBe(false);
    expect(isTrouble(stored('error', { noise: 'extension' }))).toBe(false);
    expect(isTrouble(stored('form', { outcome: 'submitted' }))).toBe(false);
    expect(isTrouble(stored('violation', { enforced: false }))).toBe(false);
    expect(isTrouble(stored('vital', { rating: 'poor' }))).toBe(true);
  });
});

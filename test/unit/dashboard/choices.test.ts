import { catalogue } from '@watchglass/analysis';
import { describe, expect, it } from 'vitest';
import { choiceOf, choicesOf, matching, suggestionsOf } from '../../../dashboard/funnel/choices.ts';
import { formatStep } from '../../../dashboard/funnel/steps.ts';
import { shopVisits, storedOfVisits, type Visit } from './events.ts';

const NOW = Date.UTC(2026, 2, 9, 12);
const scope = { from: 0, to: NOW, timeZone: 'UTC' };
const answerOf = (visits: readonly Visit[]) => catalogue.fold(catalogue.rows(storedOfVisits(visits), scope), scope);
const shop = answerOf(shopVisits(NOW));

describe('what a funnel is made of', () => {
  it('is everything that occurred, most frequent first, with names for people', () => {
    expect(
      choicesOf(shop).map(({ title, choices }) => [title, choices.map(({ id, name, count }) => [id, name, count])]),
    ).toEqual([
      [
        'Pages',
        [
          ['page:shop.example/', '/', 40],
          ['page:shop.example/product/:id', '/product/:id', 30],
          ['page:shop.example/checkout', '/checkout', 10],
        ],
      ],
      ['Events', [['event:order_placed', 'order_placed', 6]]],
      [
        'Clicks',
        [
          ['click:testid:hero', 'Summer picture', 40],
          ['click:testid:add-to-cart', 'Add to cart', 20],
        ],
      ],
    ]);
  });

  it('counts an element that is on several pages once', () => {
    const click = { kind: 'click', after: 0, body: { key: 'testid:menu', label: 'Menu' } } as const;
    const answer = answerOf([
      {
        visitor: 'a',
        session: 'a',
        start: NOW - 1000,
        happenings: [
          { ...click, page: 'x/1' },
          { ...click, page: 'x/2' },
        ],
      },
    ]);
    const [menu, ...others] = choicesOf(answer)[2]?.choices ?? [];
    expect([menu?.name, menu?.detail, menu?.count, others]).toEqual(['Menu', 'click on 2 pages', 2, []]);
  });

  it('is found by any of its words', () => {
    const [, , clicks] = choicesOf(shop);
    if (!clicks) throw new Error('no clicks');
    expect(matching(clicks, ' CART add ').map(({ name }) => name)).toEqual(['Add to cart']);
    expect(matching(clicks, 'testid:hero')).toHaveLength(1);
    expect(matching(clicks, 'cart hero')).toEqual([]);
    expect(matching(clicks, '')).toHaveLength(2);
  });

  it('keeps the name of a step that did not occur', () => {
    const { name, count, detail } = choiceOf(choicesOf(shop), { kind: 'page', page: 'old.example/' });
    expect([name, count, detail]).toEqual(['old.example/', 0, 'did not occur in this time']);
  });
});

describe('a suggestion', () => {
  it('leads from a product to an order where there is a checkout', () => {
    const [first] = suggestionsOf(shop);
    expect([first?.name, first?.steps.map(formatStep)]).toEqual([
      'From product to order',
      ['page:shop.example/product/:id', 'page:shop.example/checkout', 'event:order_placed'],
    ]);
  });

  it('orders the steps of a checkout by how many got there, and ends with the order, not with the thanks', () => {
    const steps = ['contact', 'delivery', 'payment', 'done'];
    const visits = steps.map(
      (_, reached): Visit => ({
        visitor: `v${reached}`,
        session: `s${reached}`,
        start: NOW - 10_000,
        happenings: [
          { kind: 'page_view', page: 'x/product', after: 0 },
          { kind: 'custom', page: 'x/product', after: 1, body: { name: 'add_to_cart' } },
          ...steps.slice(0, reached + 1).map((step, at) => ({
            kind: 'page_view' as const,
            page: `x/checkout/${step}`,
            after: 10 + at,
          })),
          ...(reached === 3 ? [{ kind: 'custom' as const, page: 'x/checkout/done', after: 99 }] : []),
        ],
      }),
    );
    expect(suggestionsOf(answerOf(visits))[0]?.steps.map(formatStep)).toEqual([
      'page:x/product',
      'event:add_to_cart',
      'page:x/checkout/contact',
      'page:x/checkout/delivery',
      'page:x/checkout/payment',
      'event:order_placed',
    ]);
  });

  it('is made of pages where there is no shop, and not made of nothing', () => {
    const pages = (names: readonly string[]): Visit => ({
      visitor: 'a',
      session: 'a',
      start: NOW - 1000,
      happenings: names.map((page, after) => ({ kind: 'page_view', page, after })),
    });
    expect(suggestionsOf(answerOf([pages(['x/', 'x/docs', 'x/'])])).map(({ steps }) => steps.map(formatStep))).toEqual([
      ['page:x/', 'page:x/docs'],
    ]);
    expect(suggestionsOf(answerOf([pages(['x/'])]))).toEqual([]);
    expect(suggestionsOf(answerOf([]))).toEqual([]);
  });
});

/** Events made by hand for tests: every field filled, ids readable, times relative to a start. */
import type { BodyOf, Kind, LocalRecord, StoredEvent, WatchglassEvent } from '@watchglass/contract';
import { laneOf } from '@watchglass/contract';
import { signalBodies } from '../signalBodies.ts';

const bodies: { readonly [K in Kind]: BodyOf<K> } = {
  ...signalBodies,
  page_view: {
    title: 'Home',
    referrer: '',
    status: 200,
    viewportWidth: 1440,
    viewportHeight: 900,
    documentWidth: 1440,
    documentHeight: 2400,
    how: 'load',
    properties: {},
  },
  page_leave: {
    visibleMs: 9000,
    activeMs: 4000,
    scrollRatioMax: 0.5,
    contentRatioMax: 0.75,
    viewportWidth: 1440,
    viewportHeight: 900,
    documentHeight: 2400,
  },
  click: {
    key: 'testid:add-to-cart',
    index: 0,
    keyRule: 1,
    role: 'button',
    label: 'Add to cart',
    ex: 0.5,
    ey: 0.5,
    pageX: 300,
    pageY: 400,
    fixed: false,
    viewportWidth: 1440,
    pointer: 'mouse',
    trusted: true,
    interactive: true,
  },
  scroll: {
    key: 'root',
    index: 0,
    keyRule: 1,
    viewportWidth: 1440,
    scrollRatioMax: 0.5,
    scrollRatioLast: 0.5,
    contentRatioMax: 0.75,
    reachKey: '',
    reachIndex: 0,
  },
  error: {
    type: 'TypeError',
    message: 'coupon is undefined',
    stack: '',
    causes: [],
    handled: false,
    mechanism: 'onerror',
    noise: '',
    count: 1,
    breadcrumbs: [],
    properties: {},
  },
  custom: { name: 'order_placed', properties: { value: 42.5 } },
  identify: { traits: {} },
  sdk: { mainThreadMs: 4, bytes: 900, drops: {}, notes: [] },
};

/** One happening of a visit: its kind, its page, when (ms after the visit began), and what differs from the usual. */
export type Happening = {
  [K in Kind]: { kind: K; page: string; after: number; body?: Partial<BodyOf<K>> };
}[Kind];

/** A visit: one visitor, one session, one document. */
export interface Visit {
  readonly visitor: string;
  readonly session: string;
  /** epoch ms */
  readonly start: number;
  readonly happenings: readonly Happening[];
}

const pad = (value: number, chars: number): string => value.toString(16).padStart(chars, '0');

/** A UUIDv7 of a time and a number: same input, same id. */
export const idOf = (at: number, number: number): string =>
  `${pad(at, 12).slice(0, 8)}-${pad(at, 12).slice(8)}-7000-8000-${pad(number, 12)}`;

let made = 0;

/** The events of a visit, in order. */
export function eventsOfVisit({ visitor, session, start, happenings }: Visit): WatchglassEvent[] {
  const doc = `doc-${session}`;
  return happenings.map(({ kind, page, after, body }, seq) => {
    made += 1;
    return {
      id: idOf(start + after, made),
      kind,
      at: start + after,
      seq,
      visitor,
      user: '',
      session,
      tab: `tab-${session}`,
      doc,
      view: `view-${session}-${page.replace(/\W/g, '-')}`,
      url: `https://${page}`,
      page,
      ...bodies[kind],
      ...body,
    } as WatchglassEvent;
  });
}

/** The events of visits as the `local` sink stores them: one batch per visit and lane. */
export function recordsOfVisits(visits: readonly Visit[]): [string, LocalRecord][] {
  return visits.flatMap((visit) => {
    const events = eventsOfVisit(visit);
    return (['core', 'detail'] as const).flatMap((lane): [string, LocalRecord][] => {
      const own = events.filter((event) => laneOf(event.kind) === lane);
      const [first] = own;
      if (!first) return [];
      const batch = `batch-${visit.session}-${lane}`;
      return [
        [
          batch,
          {
            receivedAt: (own.at(-1) ?? first).at + 500,
            batch: {
              contract: 1,
              batch,
              lane,
              doc: first.doc,
              release: '1.4.2',
              environment: 'test',
              sdk: 'watchglass 0.1.0',
              context: { language: 'en', timeZone: 'UTC', screenWidth: 1440, screenHeight: 900, automated: true },
              sampleRate: 1,
              drops: {},
              events: own,
            },
          },
        ],
      ];
    });
  });
}

/** The events of visits as a store gives them: lines of an export. */
export const storedOfVisits = (visits: readonly Visit[]): StoredEvent[] =>
  recordsOfVisits(visits).flatMap(([name, { batch, receivedAt }]) =>
    batch.events.map((event) => ({
      ...event,
      batch: name,
      release: batch.release,
      environment: batch.environment,
      sampleRate: batch.sampleRate,
      receivedAt,
      skewMs: 0,
    })),
  );

const HOUR_MS = 3_600_000;

/**
 * Visits of a shop with numbers that are known: of 40 visitors (each with one session, spread over the last five days) all
 * see the shop, 30 a product, 20 click "Add to cart", 10 the checkout, 6 order. 4 of the 10 run into the coupon's
 * error, 2 of these twice. Steps follow each other after 1, 2, 3 and 4 minutes (times 2 for odd visitors).
 */
export function shopVisits(now: number): Visit[] {
  const shop = 'shop.example/';
  const product = 'shop.example/product/:id';
  const checkout = 'shop.example/checkout';
  return Array.from({ length: 40 }, (_, number): Visit => {
    const pace = (number % 2 === 0 ? 1 : 2) * 60_000;
    const happenings: Happening[] = [
      { kind: 'page_view', page: shop, after: 0, body: { title: 'Shop' } },
      { kind: 'scroll', page: shop, after: 500 },
      {
        kind: 'click',
        page: shop,
        after: 1000,
        body: { key: 'testid:hero', label: 'Summer picture', role: 'img', interactive: false },
      },
    ];
    if (number < 30)
      happenings.push({ kind: 'page_view', page: product, after: pace, body: { title: 'Product', how: 'push' } });
    if (number < 20) happenings.push({ kind: 'click', page: product, after: 3 * pace });
    if (number < 10)
      happenings.push({ kind: 'page_view', page: checkout, after: 6 * pace, body: { title: 'Checkout' } });
    const coupon: Happening = { kind: 'error', page: checkout, after: 7 * pace };
    if (number < 4) happenings.push(coupon);
    if (number < 2) happenings.push({ ...coupon, after: 8 * pace });
    if (number < 6) happenings.push({ kind: 'custom', page: checkout, after: 10 * pace });
    happenings.push({ kind: 'page_leave', page: number < 10 ? checkout : shop, after: 11 * pace });
    return {
      visitor: `visitor-${number}`,
      session: `session-${number}`,
      start: now - 2 * HOUR_MS - number * 3 * HOUR_MS,
      happenings,
    };
  });
}

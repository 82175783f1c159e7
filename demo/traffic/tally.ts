/**
 * What the visitors did, counted by the one who made them do it. Nothing here is read from events: the numbers that
 * the dashboard works out of the events have to meet these.
 */
import type { ViewportClass } from '@watchglass/contract';

/** What happened on one page in one viewport class. */
export interface PageTruth {
  views: number;
  clicks: number;
  /** Views that saw the last pixel of the page. */
  reachedEnd: number;
  /** Clicks by element key. */
  elements: Record<string, number>;
  /** Clicks after which nothing happened, by element key; of those that follow each other within a second the first. */
  dead: Record<string, number>;
  /** Clicks on one spot in a row, faster than any answer, by element key: each row once. */
  rage: Record<string, number>;
}

/** One planted fault, as visitors met it. */
interface FaultTruth {
  count: number;
  sessions: number;
}

/** One form, in views of its page. */
interface FormTruth {
  starts: number;
  submits: number;
}

/** Everything counted. */
export interface Truth {
  seed: number;
  visitors: number;
  sessions: number;
  sessionsWithErrors: number;
  pageViews: number;
  clicks: number;
  orders: number;
  /** Sum of all orders, euros. */
  revenue: number;
  coupon: FaultTruth;
  shipping: FaultTruth;
  /** The dead clicks and the rows of clicks of all pages. */
  dead: FaultTruth;
  rage: FaultTruth;
  /**
   * Forms by path, those of which every visitor fills in a field by `type`: how often somebody began, and pressed its
   * button at least once.
   */
  forms: Record<string, FormTruth>;
  /** By path below the demo, such as `shop/cart`, then by viewport class. */
  pages: Record<string, Partial<Record<ViewportClass, PageTruth>>>;
  /** Visitors that reached each step of the way to an order. */
  funnel: { step: string; visitors: number }[];
  /** Visitors by habit. */
  personas: Record<string, number>;
}

/** Steps of the way to an order: pages below the demo, then the custom event. */
export const funnelSteps = [
  'shop/cart',
  'shop/checkout/contact',
  'shop/checkout/address',
  'shop/checkout/shipping',
  'shop/checkout/payment',
  'order_placed',
] as const;

/** Counts what one visitor does. */
export interface Tally {
  session(): void;
  view(path: string): void;
  click(key: string): void;
  sawEnd(): void;
  fault(name: 'coupon' | 'shipping'): void;
  /** The clicks that were just made are one of these. */
  judged(name: 'dead' | 'rage', key: string): void;
  /** Somebody fills in a field. */
  fills(): void;
  /** Somebody presses the button of what was filled in; again is no other time. */
  sends(): void;
  order(value: number): void;
  /** Adds this visitor to the truth; once, at the end. */
  close(): void;
}

const add = <K extends string>(counts: Partial<Record<K, number>>, name: K, by = 1): void => {
  counts[name] = (counts[name] ?? 0) + by;
};

/** Truth of nobody. */
export const emptyTruth = (seed: number): Truth => ({
  seed,
  visitors: 0,
  sessions: 0,
  sessionsWithErrors: 0,
  pageViews: 0,
  clicks: 0,
  orders: 0,
  revenue: 0,
  coupon: { count: 0, sessions: 0 },
  shipping: { count: 0, sessions: 0 },
  dead: { count: 0, sessions: 0 },
  rage: { count: 0, sessions: 0 },
  forms: {},
  pages: {},
  funnel: funnelSteps.map((step) => ({ step, visitors: 0 })),
  personas: {},
});

/** What is counted by session. */
const faults = ['coupon', 'shipping', 'dead', 'rage'] as const;

const noFaults = { coupon: 0, shipping: 0, dead: 0, rage: 0 };

/** A tally of one visitor that adds to `truth`. */
export function createTally(truth: Truth, persona: string, viewport: ViewportClass): Tally {
  const reached = new Set<string>();
  let session = { ...noFaults };
  let isFilling = false;
  let isSent = false;
  let path = '';
  let hasSeenEnd = false;

  const page = (): PageTruth => {
    const classes = (truth.pages[path] ??= {});
    return (classes[viewport] ??= { views: 0, clicks: 0, reachedEnd: 0, elements: {}, dead: {}, rage: {} });
  };
  const form = (): FormTruth => (truth.forms[path] ??= { starts: 0, submits: 0 });
  function closeSession(): void {
    for (const name of faults) {
      truth[name].count += session[name];
      if (session[name] > 0) truth[name].sessions += 1;
    }
    if (session.coupon + session.shipping > 0) truth.sessionsWithErrors += 1;
    session = { ...noFaults };
  }

  truth.visitors += 1;
  add(truth.personas, persona);
  return {
    session() {
      closeSession();
      truth.sessions += 1;
    },
    view(next) {
      path = next;
      hasSeenEnd = false;
      isFilling = false;
      isSent = false;
      truth.pageViews += 1;
      page().views += 1;
      reached.add(path);
    },
    click(key) {
      truth.clicks += 1;
      page().clicks += 1;
      add(page().elements, key);
    },
    sawEnd() {
      if (!hasSeenEnd) page().reachedEnd += 1;
      hasSeenEnd = true;
    },
    fault(name) {
      session[name] += 1;
    },
    judged(name, key) {
      session[name] += 1;
      add(page()[name], key);
    },
    fills() {
      if (!isFilling) form().starts += 1;
      isFilling = true;
    },
    sends() {
      if (isFilling && !isSent) form().submits += 1;
      isSent = true;
    },
    order(value) {
      truth.orders += 1;
      truth.revenue += value;
      reached.add('order_placed');
    },
    close() {
      closeSession();
      for (const step of truth.funnel) if (reached.has(step.step)) step.visitors += 1;
    },
  };
}

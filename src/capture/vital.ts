/** Web vitals by the definitions of web.dev, with what made them what they are. */
import { type BodyOf, isElement, keyOf, keyRule } from '@watchglass/contract';
import { ofDocument } from '../page/element.ts';
import { answerOf, createInteractions, type EventTiming, type Interactions } from '../page/interactions.ts';
import { type Paint, paintParts } from '../page/largestPaint.ts';
import { createShifts, type Shift } from '../page/layoutShift.ts';
import { observe } from '../page/observe.ts';
import { sourceOf } from '../page/source.ts';
import type { Capture } from './context.ts';

type Body = BodyOf<'vital'>;
type Metric = Body['metric'];

/** Up to the first a value is good, above the second it is poor (web.dev/articles/vitals). */
const LIMITS: Readonly<Record<Metric, readonly [good: number, poor: number]>> = {
  LCP: [2500, 4000],
  INP: [200, 500],
  CLS: [0.1, 0.25],
  FCP: [1800, 3000],
  TTFB: [800, 1800],
};

/** Events that took less are not told (as web-vitals has it): 2.5 frames at 60 Hz. The first input is, whatever it took. */
const EVENT_MS = 40;

/** Interactions too short to be told, of a navigation without a first input, count as the shortest step of durations. */
const SHORT_MS = 8;

/** Long frames kept to find the script behind an interaction: its entry comes a frame or two after it. */
const FRAMES = 10;

/** Events that are kept until it is known what their interaction led to: a click is a dozen. */
const EVENTS = 20;

const SOFT = 'soft-navigation';

/** What the entries that we observe have; each type has some of it. */
interface Entry extends PerformanceEntry, Shift, EventTiming, Omit<Paint, 'startTime'> {
  readonly largestContentfulPaint?: Paint & { readonly renderTime: number };
  readonly presentationTime?: number;
  readonly paintTime?: number;
  readonly scripts?: readonly {
    readonly duration: number;
    readonly sourceURL: string;
    readonly sourceCharPosition: number;
  }[];
  getLargestInteractionContentfulPaint?(): Entry | null;
}

/** Four decimals: a share of CLS that is smaller is no px of any screen. */
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/** How a value is rated. */
export const ratingOf = (metric: Metric, value: number): Body['rating'] => {
  const [good, poor] = LIMITS[metric];
  return value > poor ? 'poor' : value > good ? 'needs-improvement' : 'good';
};

const measure: Capture = (ctx) => {
  const [load] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & {
    readonly activationStart?: number;
  })[];
  const { activationStart: activated = 0, responseStart = 0, type = '' } = load ?? {};
  const ttfb = Math.max(0, responseStart - activated);
  const canShift = PerformanceObserver.supportedEntryTypes.includes('layout-shift');
  const sinceNow = (): number => (ctx.isHidden() ? 0 : Infinity);

  /** What is measured: the load, a return from the back/forward cache, or what an interaction led to. */
  let navigation = activated ? 'prerender' : ofDocument('wasDiscarded') ? 'restore' : type.replace('_', '-');
  let from = activated;
  let cause: number | undefined;
  /** When the page was first hidden: what is painted later was painted for nobody. */
  let hiddenAt =
    performance.getEntriesByType('visibility-state').find((one) => one.name === 'hidden' && one.startTime >= activated)
      ?.startTime ?? sinceNow();
  let isPainted = false;
  let shifts: ReturnType<typeof createShifts>;
  let interactions: Interactions;
  let events: Entry[] = [];
  let frames: Entry[] = [];
  /** Last states of this navigation by metric, of those before it in this view, and whether their view has ended. */
  let states: Map<Metric, Body>;
  let earlier: Body[] = [];
  let isOver = true;
  let isHearing = false;
  /** Names of elements by what told of them: they may be gone when they are asked for again. */
  const names = new WeakMap<object, Pick<Body, 'key' | 'index'>>();

  const named = (teller: object, node: unknown): Pick<Body, 'key' | 'index'> => {
    const known = names.get(teller);
    if (known) return known;
    const { key, index } = node && isElement(node) ? keyOf(node) : { key: '', index: 0 };
    names.set(teller, { key, index });
    return { key, index };
  };
  const bodyOf = (
    metric: Metric,
    exact: number,
    place: Pick<Body, 'key' | 'index'> = { key: '', index: 0 },
    parts: Record<string, number> = {},
    source = '',
  ): Body => {
    const value = rounded(Math.max(0, exact));
    return {
      metric,
      value,
      // one event per navigation
      delta: value,
      rating: ratingOf(metric, value),
      navigation,
      ...place,
      keyRule,
      attribution: Object.fromEntries(Object.entries(parts).map(([part, one]) => [part, rounded(one)])),
      source,
    };
  };
  const hold = (body: Body): unknown => states.set(body.metric, body);
  const begin = (how: string, at: number, interaction?: number): void => {
    if (!isOver) earlier.push(...states.values());
    navigation = how;
    from = at;
    cause = interaction;
    isOver = false;
    states = new Map();
    shifts = createShifts();
    interactions = createInteractions(() => (performance as { readonly interactionCount?: number }).interactionCount);
  };

  const paint = (value: number, what: Paint): unknown =>
    // by its name: the build shortens `element` where it is a member
    hold(
      bodyOf('LCP', value, named(what, Reflect.get(what, 'element')), paintParts(value, what, from, cause ? 0 : ttfb)),
    );
  const hear = (entry: Entry): void => {
    const { startTime: at, entryType } = entry;
    switch (entryType) {
      case 'largest-contentful-paint':
        // nobody is told which element of a shadow root it was: of the page's own or of the inspector's
        if (ctx.own && !Reflect.get(entry, 'element')) break;
        if (at < hiddenAt && from === activated) paint(Math.max(0, at - from), entry);
        break;
      case 'interaction-contentful-paint': {
        const { largestContentfulPaint: largest, interactionId } = entry;
        if (largest && cause && interactionId === cause) paint(Math.max(0, largest.renderTime - at), largest);
        break;
      }
      case 'paint':
        if (entry.name !== 'first-contentful-paint' || at >= hiddenAt) break;
        isPainted = true;
        ctx.emit('vital', bodyOf('FCP', at - from));
        break;
      case 'layout-shift':
        shifts(entry);
        break;
      case 'long-animation-frame':
        frames = [entry, ...frames.slice(0, FRAMES - 1)];
        break;
      case SOFT: {
        // begins the view that it led to, if that has not begun, and so ends the one before
        ctx.emit('vital', {
          ...bodyOf('FCP', (entry.presentationTime || entry.paintTime || at) - at),
          navigation: SOFT,
        });
        begin(SOFT, at, entry.interactionId);
        hiddenAt = sinceNow();
        isPainted = true;
        // told before it or after it; what people waited for is what it led to
        events.filter(({ interactionId }) => interactionId === cause).forEach(interactions.add);
        const largest = entry.getLargestInteractionContentfulPaint?.();
        if (largest) hear(largest);
        break;
      }
      default:
        if (ctx.own && entry.target === ctx.own) break;
        events = [entry, ...events.slice(0, EVENTS - 1)];
        interactions.add(entry);
    }
  };
  const update = (): void => {
    const { sum, largest } = shifts();
    if (isPainted && canShift) {
      const node = largest?.sources?.find((one) => one.node && isElement(one.node))?.node;
      const parts = largest && { largestShift: largest.value, largestShiftMs: largest.startTime - from };
      hold(bodyOf('CLS', sum, largest && named(largest, node), parts));
    }
    const worst = interactions.worst();
    if (worst) {
      const { painted, parts } = answerOf(worst);
      const [script] = frames
        .filter((one) => one.startTime < painted && one.startTime + one.duration > worst.at)
        .flatMap((one) => one.scripts ?? [])
        .sort((a, b) => b.duration - a.duration);
      worst.source ||= sourceOf(ctx, script?.sourceURL, script?.sourceCharPosition);
      hold(bodyOf('INP', worst.latency, named(worst, worst.target), parts, worst.source));
    } else if (from !== activated && interactions.count()) hold(bodyOf('INP', SHORT_MS));
  };

  begin(navigation, from);
  ctx.listen(document, 'visibilitychange', ({ timeStamp }) => {
    if (ctx.isHidden()) hiddenAt = Math.min(hiddenAt, timeStamp);
  });
  const take = observe<Entry>(
    ctx,
    [
      'paint',
      'largest-contentful-paint',
      'layout-shift',
      'event',
      'first-input',
      'long-animation-frame',
      SOFT,
      'interaction-contentful-paint',
    ],
    (entries) => {
      isHearing = true;
      entries.forEach(hear);
      isHearing = false;
      update();
    },
    { durationThreshold: EVENT_MS },
  );
  ctx.last('vital', (ending) => {
    if (!isHearing) take();
    if (isOver) return [];
    const known = [...earlier, ...states.values()];
    if (ending) {
      earlier = [];
      isOver = true;
    }
    return known;
  });
  // of a cached page 0 says nothing, and some browsers have told of the future
  if (responseStart > 0 && responseStart < performance.now()) ctx.emit('vital', bodyOf('TTFB', ttfb));

  let isEnded = false;
  ctx.stops.add(() => {
    isEnded = true;
  });
  ctx.listen<PageTransitionEvent>(window, 'pageshow', ({ persisted, timeStamp }) => {
    if (!persisted) return;
    begin('back-forward-cache', timeStamp);
    hiddenAt = sinceNow();
    isPainted = false;
    ctx.emit('vital', bodyOf('TTFB', 0));
    const frame = (run: () => void): unknown => requestAnimationFrame(ctx.guard(run));
    // painted when the second frame begins
    frame(() =>
      frame(() => {
        if (isEnded || from !== timeStamp) return;
        const value = performance.now() - timeStamp;
        isPainted = true;
        ctx.emit('vital', bodyOf('FCP', value));
        hold(bodyOf('LCP', value));
      }),
    );
  });
};

/** Starts measuring, once somebody can see the page. */
export const captureVital: Capture = (ctx) => {
  if (ofDocument('prerendering')) ctx.listen(document, 'prerenderingchange', () => measure(ctx));
  else measure(ctx);
};

/** Sends visitors through a demo that is being served, two at a time, and gives back their events and the truth. */
import type { StoredEvent, ViewportClass } from '@watchglass/contract';
import type { Browser, BrowserContextOptions } from 'playwright';
import { collectEvents } from './collect.ts';
import { type Plan, planVisitors } from './plan.ts';
import { createRandom } from './random.ts';
import { tellsTheVisit } from './tag.ts';
import { createTally, emptyTruth, type Truth } from './tally.ts';
import { createVisitor } from './visitor.ts';

/** How much traffic, and where. */
export interface TrafficOptions {
  readonly browser: Browser;
  /** URL of the demo, with a slash at its end. */
  readonly base: string;
  readonly visitors: number;
  readonly seed: number;
  /** Moment before which all visits happen, epoch ms. */
  readonly endsAt: number;
  /** Visitors at a time. */
  readonly parallel: number;
  /** Hears how many are done. */
  readonly progress?: (done: number) => void;
}

/** What the visitors' browsers recorded, and what they really did. */
export interface Traffic {
  /** By time, then id. */
  readonly events: StoredEvent[];
  readonly truth: Truth;
}

/** Screens of the three classes. */
const screens: Readonly<Record<ViewportClass, BrowserContextOptions>> = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  tablet: { viewport: { width: 820, height: 1180 }, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1440, height: 900 } },
};

async function visitOnce(plan: Plan, { browser, base }: TrafficOptions, truth: Truth): Promise<StoredEvent[]> {
  const context = await browser.newContext({ ...screens[plan.device], locale: 'en-IE', timezoneId: 'UTC' });
  context.setDefaultTimeout(15_000);
  try {
    await context.clock.install({ time: plan.startsAt });
    await tellsTheVisit(context);
    const tally = createTally(truth, plan.persona.name, plan.device);
    const { visitor, page } = await createVisitor({
      context,
      base,
      isTouch: screens[plan.device].hasTouch === true,
      random: createRandom(plan.seed),
      tally,
    });
    await plan.persona.visit(visitor);
    tally.close();
    return await collectEvents(page(), base);
  } catch (error) {
    throw new Error(`traffic: ${plan.persona.name} on a ${plan.device} (seed ${plan.seed}) got stuck`, {
      cause: error,
    });
  } finally {
    await context.close();
  }
}

/** Runs the traffic. */
export async function runTraffic(options: TrafficOptions): Promise<Traffic> {
  const waiting = planVisitors(options.visitors, options.seed, options.endsAt);
  const truth = emptyTruth(options.seed);
  const events: StoredEvent[] = [];
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let plan = waiting.shift(); plan; plan = waiting.shift()) {
      events.push(...(await visitOnce(plan, options, truth)));
      done += 1;
      options.progress?.(done);
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, lane));
  events.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return { events, truth };
}

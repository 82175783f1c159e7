/** Who visits a page, in the words of the visit: elements instead of places, and what has to be waited for. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kind } from '@watchglass/contract';
import type { Driver, Place } from './driver.ts';

/** For a condition on a machine that is busy. */
const WAIT_MS = 15_000;
const POLL_MS = 40;
/** Between clicks of somebody who is angry. */
const HAMMER_MS = 150;
/** A streak is judged when nothing of it came for a second, a burst after half of one. */
const JUDGED_MS = 2_500;

/** A visitor of a page. */
export interface Visitor extends Pick<Driver, 'evaluate' | 'type' | 'press' | 'back'> {
  /** Clicks an element so many times. */
  click(selector: string, times?: number): Promise<void>;
  /** Moves over an element, as often as `turns` from one side of it to the other. */
  shake(selector: string, turns: number): Promise<void>;
  /** Draws over an element from one side to the other with the mouse. */
  drag(selector: string): Promise<void>;
  /** Swipes over an element from one side to the other: with a finger where there is one, else with the mouse. */
  swipe(selector: string): Promise<void>;
  /** Scrolls an element, or the page without one, and waits until it has scrolled. */
  scroll(toPx: number, selector?: string): Promise<void>;
  /** Waits until an expression is true in the page. */
  until(expression: string): Promise<void>;
  /** Waits until events of a kind were captured, `count` of them. */
  hears(kind: Kind, count?: number): Promise<void>;
  /** Does something again until the page has heard of a kind with a confidence that counts: a busy machine makes quick hands slow. */
  insists(act: () => Promise<void>, kind: Kind): Promise<void>;
  /** Waits by the page's own clock and then for a frame: what the tag was due to do by then it has done, also on a busy machine. */
  wait(ms: number): Promise<void>;
}

/** Gives the visitor of a tab. */
export function visitorOf(driver: Driver): Visitor {
  const until = async (expression: string): Promise<void> => {
    // a page that is being left answers nothing
    const isSo = (): Promise<boolean> => driver.evaluate<boolean>(`Boolean(${expression})`).catch(() => false);
    for (const end = Date.now() + WAIT_MS; !(await isSo()); ) {
      if (Date.now() > end) throw new Error(`waited ${WAIT_MS / 1_000} s in vain until ${expression}`);
      await sleep(POLL_MS);
    }
  };
  /** Places inside an element at these shares of its width. */
  const across = (selector: string, shares: readonly number[]): Promise<Place[]> =>
    driver.evaluate(`(() => {
      const { x, y, width, height } = document.querySelector('${selector}').getBoundingClientRect();
      return ${JSON.stringify(shares)}.map((share) => [Math.round(x + width * share), Math.round(y + height / 2)]);
    })()`);
  const way = (selector: string): Promise<Place[]> => across(selector, [0.9, 0.7, 0.5, 0.3, 0.1]);
  return {
    evaluate: driver.evaluate,
    type: driver.type,
    press: driver.press,
    back: driver.back,
    until,
    async click(selector, times = 1) {
      const [place] = await across(selector, [0.5]);
      if (place) await driver.click(place, times, HAMMER_MS);
    },
    async shake(selector, turns) {
      await driver.move(
        await across(
          selector,
          // three places a turn: a turn is one when the hand has moved some way
          Array.from({ length: turns }, (_, turn) => (turn % 2 === 0 ? [0.1, 0.5, 0.9] : [0.9, 0.5, 0.1])).flat(),
        ),
        20,
      );
    },
    drag: async (selector) => driver.drag([...(await way(selector))].reverse()),
    swipe: async (selector) => (driver.swipe ?? driver.drag)(await way(selector)),
    scroll: (toPx, selector) =>
      driver.evaluate(`new Promise((done) => {
        addEventListener('scroll', () => done(true), { once: true, capture: true });
        (${selector === undefined ? 'document.scrollingElement' : `document.querySelector('${selector}')`}).scrollTop = ${toPx};
      })`),
    hears: (kind, count = 1) => until(`heard.filter(({ kind }) => kind === '${kind}').length >= ${count}`),
    async insists(act, kind) {
      const isHeard = `heard.some((one) => one.kind === '${kind}' && one.confidence >= 0.5)`;
      for (const end = Date.now() + WAIT_MS; Date.now() < end; ) {
        await act();
        for (const judged = Date.now() + JUDGED_MS; Date.now() < judged; await sleep(POLL_MS))
          if (await driver.evaluate<boolean>(isHeard)) return;
      }
      throw new Error(`insisted ${WAIT_MS / 1_000} s in vain on ${kind}`);
    },
    wait: (ms) =>
      driver.evaluate(
        `new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(() => done(null))), ${ms}))`,
      ),
  };
}

/**
 * What the corpus is made of: small pages, what a visitor does on each, and what somebody who watched over the visitor's
 * shoulder would say of it. The labels know nothing of any rule.
 */

/** A selector that looks into open shadow roots; or a point in what it names, as fractions of its box (default 0.5). */
export type Place =
  | string
  | {
      readonly on: string;
      readonly x?: number;
      readonly y?: number;
      /** Selector of the same-origin frame that holds it. */
      readonly frame?: string;
    };

/** How often, how fast and with what. */
export interface ClickManner {
  /** Default 1. */
  readonly count?: number;
  /** From press to press; default 180 ms, as fast as people click in a row. */
  readonly gapMs?: number;
  /** How far clicks of a streak lie apart, as a hand moves. Default 2. */
  readonly jitterPx?: number;
  readonly modifiers?: readonly ('Alt' | 'Control' | 'Meta' | 'Shift')[];
  /** Default left. */
  readonly button?: 'left' | 'middle' | 'right';
}

/** A visitor's hands: real, trusted input, whoever drives the browser. */
export interface User {
  /** Clicks where the place was when the first click began: a visitor who clicks in a row does not look again. */
  click(at: Place, manner?: ClickManner): Promise<void>;
  doubleClick(at: Place): Promise<void>;
  tripleClick(at: Place): Promise<void>;
  /** Taps of a finger; only in interactions that say `touch`. */
  tap(at: Place, manner?: Pick<ClickManner, 'count' | 'gapMs'>): Promise<void>;
  /** A finger that moves by so many pixels; only in interactions that say `touch`. */
  swipe(from: Place, byX: number, byY: number): Promise<void>;
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  move(to: Place): Promise<void>;
  drag(from: Place, to: Place): Promise<void>;
  wheel(at: Place, byY: number): Promise<void>;
  /** Until something that the selector names is seen. */
  until(selector: string): Promise<void>;
  rest(ms: number): Promise<void>;
}

/** Something a visitor does on a widget, and what it was. */
export interface Interaction {
  readonly name: string;
  act(user: User): Promise<void>;
  /** The visitor hammered in frustration. */
  readonly rage: boolean;
  /** The (first) click did nothing that the visitor could perceive, and should have. */
  readonly dead: boolean;
  /** The label in one line, for a human. */
  readonly why: string;
  /** Nothing happens, and nothing was due: plain text, an empty place, a button that says that it is off. */
  readonly nothingDue?: boolean;
  /** The page starts in this state (`?state=`). */
  readonly state?: string;
  /** With a finger, on a phone. */
  readonly touch?: boolean;
  /** How long the page is watched after the act, when it reacts later than others. */
  readonly watchMs?: number;
}

/** Rules are tuned on the one and judged on the other. */
export type Split = 'tuning' | 'heldOut';

/** One small page. Which part it belongs to is not its own affair: `corpus.ts` says so by the folder that it lies in. */
export interface Widget {
  /** Unique. */
  readonly name: string;
  readonly family: string;
  /** The body. `$`, `on`, `state` and `toast` of `page.ts` are there for its scripts. */
  readonly html: string;
  readonly interactions: readonly Interaction[];
}

type More = Omit<Interaction, 'name' | 'act' | 'rage' | 'dead' | 'why'>;
type Label = (name: string, act: Interaction['act'], why: string, more?: More) => Interaction;

const label =
  (rage: boolean, dead: boolean, always: More = {}): Label =>
  (name, act, why, more = {}) => ({ name, act, rage, dead, why, ...always, ...more });

/** The visitor is served. */
export const works: Label = label(false, false);
/** Nothing happens, and rightly so. */
export const nothingDue: Label = label(false, false, { nothingDue: true });
/** Nothing happens, and the visitor goes on or tries again calmly. */
export const dead: Label = label(false, true);
/** Nothing happens, and the visitor hammers. */
export const rage: Label = label(true, true);
/** Something happens or was never due, and the visitor hammers all the same: too slow, not what was wanted. */
export const impatient: Label = label(true, false);

/** One click. */
export const once =
  (at: Place): Interaction['act'] =>
  (user) =>
    user.click(at);

/** Clicks in a row. */
export const streak =
  (at: Place, count: number, gapMs: number, manner: ClickManner = {}): Interaction['act'] =>
  (user) =>
    user.click(at, { count, gapMs, ...manner });

/** Two clicks as one gesture. */
export const twice =
  (at: Place): Interaction['act'] =>
  (user) =>
    user.doubleClick(at);

/** Taps in a row. */
export const taps =
  (at: Place, count = 1, gapMs = 200): Interaction['act'] =>
  (user) =>
    user.tap(at, { count, gapMs });

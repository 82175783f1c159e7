/** Clicks and swipes that are watched, and what is seen of them. */
import type { EventOf } from '@watchglass/contract';
import type { Drawing } from '../page/drawn.ts';
import type { Habit } from './habit.ts';
import type { Changed } from './seen.ts';

/** Something that the visitor did, and what came of it so far. */
export interface Watched {
  /** What was hit, innermost first. */
  readonly path: readonly Element[];
  /** ms of the page's clock. */
  readonly at: number;
  /** Changes in its task. */
  sync: number;
  /** What a change in its task counts that the page makes by itself too: nothing after one task, something after many. */
  readonly restless: number;
  /** Changes near to it and elsewhere: what changed, and after how many ms for the first time. */
  readonly near: Map<Habit, number>;
  readonly far: Map<Habit, number>;
  /** What changed. */
  readonly changed: Changed;
  /** What the browser told of. */
  acted: number;
  /** Whether it ended a request. */
  answered: number;
  /** The page answered, after so many ms; 0 when not yet. */
  answerMs: number;
  /** Told when there is nothing more to wait for. */
  readonly over: (outcome: Outcome) => void;
}

/** A click of the visitor's. */
export interface WatchedClick extends Watched {
  readonly click: EventOf<'click'>;
  readonly event: PointerEvent;
  /** What became of the canvases of the page since; missing where there is none. */
  readonly drawing: (() => Promise<Drawing>) | undefined;
}

/** Calls `judge` with what became of the page's canvases since the click; at once where there is none. */
export const whenSeen = ({ drawing }: WatchedClick, judge: (canvas: Drawing) => void): void => {
  if (drawing) void drawing().then(judge);
  else judge(0);
};

/** Something that takes more than one task. */
export interface Watch {
  readonly one: Watched;
  /** Begins a task of it, before the page does. */
  inTask(): void;
  /** It has been done: what comes of it is waited for. */
  done(): void;
  /** It was nothing. */
  forget(): void;
}

/** What tasks change: of a click, of a swipe, or of a press that is not yet either. */
export type Owner = Pick<Watched, 'at' | 'sync' | 'changed' | 'acted' | 'restless' | 'answerMs'>;

/** A press that began now. */
export const pressAt = (at: number): Owner => ({
  at,
  sync: 0,
  changed: new Map(),
  acted: 0,
  restless: 0,
  answerMs: 0,
});

/** What came of it when there was nothing more to wait for; times are ms after it began, 0 for what did not happen. */
export interface Outcome {
  readonly watchedMs: number;
  readonly nearMs: number;
  readonly farMs: number;
}

/** Clicks of the visitor's, as they come and when they are over. */
export interface Reactions {
  /** Hears of each click in its own task, before the page does. */
  onClick(listener: (click: WatchedClick) => void): void;
  /** Hears of each press of a button that is off, of which no click comes; the id of its click is ''. It is over when it looked as if it were on. */
  onRefused(listener: (press: WatchedClick) => void): void;
  onOutcome(listener: (click: WatchedClick, outcome: Outcome) => void): void;
  /** Watches what begins now, `restless` as in {@link Watched}. */
  watch(path: readonly EventTarget[], restless: number, over: Watched['over']): Watch;
  /** The last click, and whether its task still runs. */
  last(): { readonly click: WatchedClick | undefined; readonly isInTask: boolean };
  /** A request began now; it is waited for when a click did it. */
  request(ended: PromiseLike<unknown>): void;
}

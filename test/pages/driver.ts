/** What drives a browser: all that a visit needs of one, so that one visit runs in every engine. */

/** Engines that the pages run in. */
export type Engine = 'chromium' | 'firefox' | 'webkit';

/** A place in the viewport, CSS px. */
export type Place = readonly [x: number, y: number];

/** One tab. Input is the browser's own, and so trusted. */
export interface Driver {
  readonly engine: Engine;
  /** Loads a page. */
  open(url: string): Promise<void>;
  /** Value of an expression in the page, after its promise; JSON. */
  evaluate<T>(expression: string): Promise<T>;
  /** The mouse at one place after the other, so many ms apart. */
  move(places: readonly Place[], everyMs?: number): Promise<void>;
  /** So many clicks at a place, so many ms apart. */
  click(place: Place, times?: number, everyMs?: number): Promise<void>;
  /** Presses at the first place, moves to the others and lets go. */
  drag(places: readonly Place[]): Promise<void>;
  /** Types into what has the focus. */
  type(text: string): Promise<void>;
  /** Presses a key by its name, with Control or without. */
  press(key: 'Space' | 'Tab' | 'Enter' | 'c', withControl?: boolean): Promise<void>;
  /** Goes back in the history. */
  back(): Promise<void>;
  /** A finger from the first place to the last; only where the engine can be touched from outside. */
  swipe?(places: readonly Place[]): Promise<void>;
}

/**
 * When somebody was led to the wrong place, `quick_back@1`: a page was left backwards soon after it was reached.
 * Clarity, which has the signal, does not publish its time; Hotjar's u-turn is quoted as 7 s.
 */

/** Name and version of the rule. */
export const quickBackRule = 'quick_back@1';

/** Visible time at which nothing speaks for a mistake any more: half of it is where the rule says yes. */
const QUICK_BACK_MS = 10_000;

/** What a way back came to. */
export interface QuickBackFeatures {
  /** Time that the page that was left was visible; when nothing is known of that page, the time until the return. */
  readonly dwellMs: number;
  /** 1: by the history; 0: the same URL was opened again. */
  readonly traversal: number;
  /** 1: the page that was left told how long it was visible; 0: it is another site's, or was left before signals had come. */
  readonly known: number;
}

/** How sure the rule is, 0 to 1: sure at once, half at 5 s, not at all from 10 s on. */
export const quickBack = ({ dwellMs }: QuickBackFeatures): number =>
  Math.round(Math.max(0, 1 - dwellMs / QUICK_BACK_MS) * 100) / 100;

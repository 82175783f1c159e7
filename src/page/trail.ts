/** The last two pages of a tab and how they were left, over documents: in sessionStorage, else for this document alone. */
import type { BodyOf } from '@watchglass/contract';
import { attempt } from './attempt.ts';

/** The click that led away from a page. */
export type TrailClick = Pick<BodyOf<'quick_back'>, 'key' | 'index' | 'role' | 'label' | 'click'>;

/** A page of the trail: sanitized, as events carry it. */
export interface Step {
  readonly url: string;
  readonly page: string;
  /** Whether somebody went there, and not back. */
  readonly isForward: boolean;
  /** Visible time until it was left. */
  dwellMs: number;
  /** Epoch ms of that moment. */
  leftAt?: number;
  click?: TrailClick | undefined;
}

/** Where the trail lies; the tab's id is `watchglass`. */
const NAME = 'watchglass:trail';

/** The trail as the document before has left it, the latest page first; undefined when there is none. */
export const loadTrail = (): Step[] | undefined =>
  attempt(() => JSON.parse(sessionStorage.getItem(NAME) ?? '') as Step[]);

/** Leaves the trail to the next document. */
export const saveTrail = (trail: readonly Step[]): void =>
  attempt(() => sessionStorage.setItem(NAME, JSON.stringify(trail)));

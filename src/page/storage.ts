/** Web storage that is allowed to be missing, blocked or full. */
import { attempt } from './attempt.ts';

/** One item of one storage area. */
export interface Item {
  /** '' when there is none or the area is blocked. */
  read(): string;
  /** Does nothing when the area is blocked or full. */
  write(value: string): void;
}

/** Our item of `localStorage` or `sessionStorage`. */
export const createItem = (area: 'localStorage' | 'sessionStorage'): Item => ({
  read: () => attempt(() => window[area].getItem('watchglass')) ?? '',
  write: (value) => attempt(() => window[area].setItem('watchglass', value)),
});

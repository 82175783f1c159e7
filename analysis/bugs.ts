/** Errors that somebody may have to mend: the ones that are counted, and how often each of them came. */
import type { StoredEvent } from '@watchglass/contract';
import type { StoredOf } from './insight.ts';

/** An error that is no noise. */
type Bug = StoredOf<'error'> & { readonly noise: '' };

/** Whether an event is one. */
export const isBug = (event: StoredEvent): event is Bug => event.kind === 'error' && event.noise === '';

/** How often errors came: one event may stand for many. */
export const timesOf = (errors: readonly StoredOf<'error'>[]): number =>
  errors.reduce((all, { count }) => all + count, 0);

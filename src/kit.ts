/**
 * What the core hands to the idle chunk, so that it is not downloaded twice: what is large. Small functions are in each of
 * them, because the tag has less room than the chunks. The chunk's captures import these from where they are made, as any
 * other capture; its build looks for them here (`scripts/kit.mjs`).
 */
import { keyOf } from '@watchglass/contract';

/** Functions of the core, in the order in which the chunk takes them. */
export const kit = [keyOf] as const;

/** See {@link kit}. */
export type Kit = typeof kit;

/** Which lane a kind travels in; lanes are the order of eviction when storage is short: replay, detail, core. */
import type { Kind, Lane } from '../types.ts';

const DETAIL = /^(scroll|attention|exposure|form|selection|vital|long_frame)$/;

/** Lane of a kind: `detail` for what only refines the picture, `core` for all else. */
export const laneOf = (kind: Kind): Lane => (DETAIL.test(kind) ? 'detail' : 'core');

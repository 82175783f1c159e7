/** What the SDK costs, lost and had to do without. */
import { type TProperties, Type } from 'typebox';
import { limits } from '../limits.ts';
import type { Kind } from '../types.ts';
import { count, counts, ms, text } from './shapes.ts';

/** Fields of these kinds besides the common ones. */
export const cost = {
  sdk: {
    mainThreadMs: ms('main-thread time the SDK used in this document so far'),
    bytes: count('bytes of sealed batches of this document so far'),
    drops: counts('events lost in this document so far, by reason'),
    notes: Type.Array(text(limits.nameChars, 'one fact'), {
      maxItems: 50,
      description: 'what the SDK had to do without, such as `storage:memory`',
    }),
  },
} satisfies Partial<Record<Kind, TProperties>>;

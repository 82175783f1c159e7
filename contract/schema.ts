/**
 * The event language as TypeBox schemas, the only schema of the product: the collector compiles them, OpenAPI and
 * the interfaces in `types.ts` are printed from them (`npm run build` fails when those are stale).
 * A field has one name, one type and one meaning in every kind that carries it.
 */
import { type TProperties, type TSchema, Type } from 'typebox';
import { clicks } from './schema/clicks.ts';
import { common } from './schema/common.ts';
import { cost } from './schema/cost.ts';
import { failures } from './schema/failures.ts';
import { input } from './schema/input.ts';
import { looks } from './schema/looks.ts';
import { speed } from './schema/speed.ts';
import { told } from './schema/told.ts';
import { views } from './schema/views.ts';
import type { Kind } from './types.ts';

export { answerSchema, batchSchema, receiptSchema, requestSchema } from './schema/delivery.ts';

/** What each kind carries besides the common fields. */
const bodies = {
  ...views,
  ...clicks,
  ...looks,
  ...input,
  ...failures,
  ...speed,
  ...told,
  ...cost,
} satisfies Record<Kind, TProperties>;

/** Kinds of events, in the order of the documentation. */
export const kinds: readonly Kind[] = Object.keys(bodies) as Kind[];

/** One JSON Schema per kind. */
export const eventSchemas: Readonly<Record<Kind, TSchema>> = Object.fromEntries(
  kinds.map((kind): [Kind, TSchema] => [kind, Type.Object({ kind: Type.Literal(kind), ...common, ...bodies[kind] })]),
) as Record<Kind, TSchema>;

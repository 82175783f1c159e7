/** Sessions by an event in them, as a parameter. */
import { type EventFilter, filteredKinds } from '@watchglass/analysis';
import { limits, viewportClasses } from '@watchglass/contract';
import { type TSchema, Type } from 'typebox';

const text = (maxLength: number): TSchema => Type.Optional(Type.String({ maxLength }));
const whole = (maximum: number): TSchema => Type.Optional(Type.Integer({ minimum: 0, maximum }));
const oneOf = (values: readonly string[]): TSchema => Type.Union(values.map((value) => Type.Literal(value)));

/** Positions and statuses that an event may have. */
const MOST = 2_147_483_647;

const fields = {
  kind: oneOf(filteredKinds),
  page: text(limits.urlChars),
  key: text(limits.keyChars),
  index: whole(MOST),
  type: text(limits.nameChars),
  message: text(limits.textChars),
  noise: text(limits.nameChars),
  method: text(limits.nameChars),
  target: text(limits.urlChars),
  failure: text(limits.nameChars),
  status: whole(MOST),
  outcome: text(limits.nameChars),
  lastKey: text(limits.keyChars),
  lastIndex: whole(MOST),
  viewport: Type.Optional(oneOf(viewportClasses.map(({ name }) => name))),
  isNoise: Type.Optional(Type.Boolean()),
  field: Type.Optional(
    Type.Object(
      { key: Type.String({ maxLength: limits.keyChars }), index: Type.Integer({ minimum: 0, maximum: MOST }) },
      { additionalProperties: false },
    ),
  ),
} satisfies Record<keyof EventFilter, TSchema>;

/** An event, by what it is equal to. */
export const eventFilter: TSchema = Type.Object(fields, {
  additionalProperties: false,
  description: `JSON such as {"kind":"request","status":503}, of kind ${filteredKinds.join(', ')}: sessions with an event that is equal in all that is named; of judged clicks one that counts`,
});

/** The steps of a funnel, as JSON in a query string and in the API's description. */
import { limits } from '@watchglass/contract';
import { type TSchema, Type } from 'typebox';

const step = (kind: string, name: string, maxLength: number): TSchema =>
  Type.Object(
    { kind: Type.Literal(kind), [name]: Type.String({ maxLength }) },
    // what is not read must not look as if it were
    { additionalProperties: false },
  );

/** 2 to 10 steps. */
export const funnelSteps: TSchema = Type.Array(
  Type.Union([
    step('page', 'page', limits.urlChars),
    step('custom', 'name', limits.nameChars),
    step('click', 'key', limits.keyChars),
  ]),
  {
    minItems: 2,
    maxItems: 10,
    description:
      'JSON of 2 to 10 steps such as [{"kind":"page","page":"shop.example/"},{"kind":"custom","name":"paid"}]',
  },
);

/** The steps of a funnel, as JSON in a query string and in the API's description. */
import { limits } from '@watchglass/contract';
import { type TSchema, Type } from 'typebox';

const step = (kind: string, name: string, maxLength: number): TSchema =>
  Type.Object(
    { kind: Type.Literal(kind), [name]: Type.String({ maxLength }) },
    // what is not read must not look as if it were
    { additionalProperties: false },
  );

const MOST_STEPS = 10;

/** How long a funnel's steps may take. */
export const funnelWindow: TSchema = Type.Integer({
  minimum: 0,
  maximum: 8.64e15,
  description: 'a whole number of milliseconds: how long after the first step the others count',
});

/** Whom a funnel counts. */
export const funnelSubject: TSchema = Type.Union([Type.Literal('visitor'), Type.Literal('session')], {
  description: 'one of visitor, session',
});

/** 2 to 10 steps. */
export const funnelSteps: TSchema = Type.Array(
  Type.Union([
    step('page', 'page', limits.urlChars),
    step('custom', 'name', limits.nameChars),
    step('click', 'key', limits.keyChars),
  ]),
  {
    minItems: 2,
    maxItems: MOST_STEPS,
    description:
      'JSON of 2 to 10 steps such as [{"kind":"page","page":"shop.example/"},{"kind":"custom","name":"paid"}]',
  },
);

/** How far subjects of a funnel got. */
export const funnelReach: TSchema = Type.Object(
  {
    steps: funnelSteps,
    windowMs: funnelWindow,
    by: funnelSubject,
    least: Type.Integer({ minimum: 1, maximum: MOST_STEPS }),
    most: Type.Integer({ minimum: 1, maximum: MOST_STEPS }),
  },
  {
    additionalProperties: false,
    description:
      'JSON of a funnel and how many of its steps were taken, such as {"steps":[...],"windowMs":86400000,"by":"visitor","least":2,"most":2}: sessions in which a subject took its furthest step',
  },
);

/** What the site says itself. */
import { type TProperties, Type } from 'typebox';
import { limits } from '../limits.ts';
import type { Kind } from '../types.ts';
import { properties } from './fields.ts';
import { json, text } from './shapes.ts';

const traits = json('what the site says about the user or group');

/** Fields of these kinds besides the common ones. */
export const told = {
  custom: {
    name: Type.String({ minLength: 1, maxLength: limits.nameChars, description: "the event's name" }),
    properties,
  },
  identify: { traits },
  group: {
    groupType: Type.String({
      minLength: 1,
      maxLength: limits.nameChars,
      description: 'what the group is, such as `company`',
    }),
    group: Type.String({ minLength: 1, maxLength: limits.nameChars, description: "the site's own id of the group" }),
    traits,
  },
  feature_flag: {
    flag: Type.String({ minLength: 1, maxLength: limits.nameChars, description: 'key of the flag' }),
    variant: text(limits.textChars, 'what the visitor got, as text'),
    properties,
  },
} satisfies Partial<Record<Kind, TProperties>>;

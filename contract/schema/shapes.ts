/** What fields are made of: each shape bounds what somebody else may send. */
import { type TProperties, type TSchema, Type } from 'typebox';

/** An id of ours or of a project. */
export const id = (description: string): TSchema =>
  Type.String({ description, minLength: 1, maxLength: 64, pattern: '^[0-9A-Za-z_-]+$' });
/** A text of at most so many characters. */
export const text = (maxLength: number, description: string): TSchema => Type.String({ maxLength, description });
/** A share, 0 to 1. */
export const ratio = (description: string): TSchema => Type.Number({ minimum: 0, maximum: 1, description });
/** A place on a page, CSS px. */
export const px = (description: string): TSchema => Type.Integer({ minimum: -1e9, maximum: 1e9, description });
/** A length, CSS px. */
export const size = (description: string): TSchema => Type.Integer({ minimum: 0, maximum: 1e9, description });
/** A span of time, ms. */
export const ms = (description: string): TSchema => Type.Number({ minimum: 0, maximum: 1e12, description });
const whole = { minimum: 0, maximum: 9007199254740991 };
/** A whole number from 0. */
export const count = (description: string): TSchema => Type.Integer({ ...whole, description });
/** One of some words. */
export const oneOf = (values: readonly string[], description: string): TSchema =>
  Type.Union(
    values.map((value) => Type.Literal(value)),
    { description },
  );
/** Own properties of a site. */
export const json = (description: string): TSchema =>
  Type.Record(Type.String(), Type.Unknown(), { description, 'x-type': 'Properties' });
/**
 * Events of one document: a hundred a second for eight months. Sums over documents stay exact as long as there are fewer
 * than a million of such.
 */
export const ofDocument = { minimum: 0, maximum: 2_147_483_647 };
/** Whole numbers by name. */
export const counts = (description: string): TSchema =>
  Type.Record(Type.String(), Type.Integer(ofDocument), { description });
/** Numbers by name. */
export const numbers = (description: string): TSchema => Type.Record(Type.String(), Type.Number(), { description });
/** A list of things with the same fields. */
export const listOf = (fields: TProperties, maxItems: number, description: string): TSchema =>
  Type.Array(Type.Object(fields), { maxItems, description });

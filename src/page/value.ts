/** Values that a site hands us: they may be anything. */
import { cleanLine, limits } from '@watchglass/contract';

/** Type of a value as we name it to people. */
export const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);

/** A name as one clean line: text and numbers are names, all else is ''. */
export const nameOf = (value: unknown): string =>
  /string|number/.test(typeof value) ? cleanLine(String(value), limits.nameChars) : '';

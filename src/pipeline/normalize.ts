/** Makes bounded JSON of whatever a site passes into the API, and never throws. */
import { cleanText, limits, type Properties } from '@watchglass/contract';
import { attempt } from '../page/attempt.ts';
import { kindOf } from '../page/value.ts';

/**
 * Characters of all keys and strings of one value together. Three bytes is the most that one takes in JSON, so
 * that an event with its other fields stays below `limits.eventBytes`.
 */
const VALUE_CHARS = 12_288;

/**
 * Properties or traits, bounded, as what JSON makes of them: dates become ISO text, big integers text, NaN and infinities
 * null; functions, symbols, cycles and what is too deep or too much is left out. Anything but an object gives no
 * properties.
 */
export const normalize = (input: unknown): Properties => {
  let keys: number = limits.propertyKeys;
  let chars = VALUE_CHARS;
  const around: unknown[] = [];

  const text = (value: unknown, maxChars: number = limits.textChars): string => {
    const cut = cleanText(String(value), Math.min(maxChars, chars));
    chars -= cut.length;
    return cut;
  };
  /** Undefined for what has no meaning in JSON: functions, getters that throw. */
  const json = (read: () => unknown): unknown =>
    attempt(() => {
      const value = read();
      // of errors, their own keys say nothing
      if (/string|bigint/.test(typeof value) || value instanceof Error) return text(value);
      if (typeof value === 'function') return undefined;
      if (Object(value) !== value) return value;
      if (value instanceof Date) return value.toJSON();
      // nodes carry their framework's data: the whole page
      if ((value as Node).nodeType) return text((value as Node).nodeName);
      const names = Object.keys(value as object);
      if (around.length === limits.depth || around.includes(value)) return undefined;
      around.push(value);
      const out = (Array.isArray(value) ? [] : {}) as Record<string, unknown>;
      for (const name of names)
        if (keys-- > 0) out[text(name, limits.nameChars)] = json(() => (value as typeof out)[name]);
      around.pop();
      return out;
    });

  const made = json(() => input);
  return kindOf(made) === 'object' ? ((made as Properties | null) ?? {}) : {};
};

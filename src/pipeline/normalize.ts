/** Makes bounded JSON of whatever a site passes into the API, and never throws. */
import { cleanLine, cleanText, type Json, limits, type Properties } from '@watchglass/contract';

/**
 * Characters of all keys and strings of one value together. Three bytes is the most that one takes in JSON, so
 * that an event with its other fields stays below `limits.eventBytes`.
 */
const VALUE_CHARS = 12_288;

/**
 * Properties or traits as bounded JSON: dates become ISO text, big integers text, NaN and infinities null; functions,
 * symbols, cycles and what is too deep or too much is left out. Anything but an object gives no properties.
 */
export function normalize(input: unknown): Properties {
  let keys: number = limits.propertyKeys;
  let chars = VALUE_CHARS;
  const around: object[] = [];

  const text = (value: string, maxChars: number): string => {
    const cut = cleanText(value, Math.min(maxChars, chars));
    chars -= cut.length;
    return cut;
  };
  /** Undefined for what has no meaning in JSON: functions, symbols, getters that throw. */
  const json = (read: () => unknown): Json | undefined => {
    try {
      const value = read();
      if (typeof value === 'string' || typeof value === 'bigint') return text(String(value), limits.textChars);
      if (typeof value === 'number') return Number.isFinite(value) ? value : null;
      if (typeof value === 'boolean' || value === null) return value;
      return typeof value === 'object' ? members(value) : undefined;
    } catch {
      return undefined;
    }
  };
  const members = (value: object): Json | undefined => {
    if (value instanceof Date) return json(() => value.toISOString()) ?? null;
    // their own keys say nothing (errors) or are the whole page (nodes carry their framework's data)
    if (value instanceof Error) return json(() => `${value.name}: ${value.message}`);
    if ((value as Node).nodeType > 0) return json(() => (value as Node).nodeName);
    if (around.length === limits.depth || around.includes(value)) return undefined;
    around.push(value);
    const list: Json[] = [];
    const out: Properties = {};
    for (const name of Object.keys(value)) {
      if (--keys < 0) break;
      const inner = json(() => (value as Record<string, unknown>)[name]);
      list.push(inner ?? null);
      // `out.__proto__ = x` would set the prototype
      if (inner !== undefined && name !== '__proto__') out[text(name, limits.nameChars)] = inner;
    }
    around.pop();
    return Array.isArray(value) ? list : out;
  };

  const made = json(() => input);
  return made instanceof Object && !Array.isArray(made) ? made : {};
}

/** A name as one clean line: text and numbers are names, all else is ''. */
export const nameOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? cleanLine(String(value), limits.nameChars) : '';

/** Makes bounded JSON of whatever a site passes into the API, and never throws. */
import { cleanLine, cleanText, type Json, limits, type Properties } from '@watchglass/contract';

/**
 * Characters of all keys and strings of one value together. Four bytes is the most that one takes in JSON, so that
 * an event with its other fields stays below `limits.eventBytes`.
 */
const VALUE_CHARS = 12_288;

/** What is left to spend on one value, and the objects around the current one. */
interface Budget {
  keys: number;
  chars: number;
  around: object[];
}

function text(value: string, budget: Budget): string {
  const cut = cleanText(value, Math.min(limits.textChars, budget.chars));
  budget.chars -= cut.length;
  return cut;
}

function members(value: object, depth: number, budget: Budget): Json | undefined {
  // a cycle, or deeper than the contract allows
  if (depth < 1 || budget.around.includes(value)) return undefined;
  budget.around.push(value);
  const list: Json[] | undefined = Array.isArray(value) ? [] : undefined;
  const out: Properties = {};
  for (const name of Object.keys(value)) {
    if (budget.keys < 1) break;
    budget.keys--;
    const inner = json(() => (value as Record<string, unknown>)[name], depth - 1, budget);
    if (list) list.push(inner ?? null);
    // `out.__proto__ = x` would set the prototype
    else if (inner !== undefined && name !== '__proto__') {
      const key = cleanLine(name, Math.min(limits.nameChars, budget.chars));
      budget.chars -= key.length;
      out[key] = inner;
    }
  }
  budget.around.pop();
  return list ?? out;
}

/** Undefined for what has no meaning in JSON: functions, symbols, getters that throw. */
function json(read: () => unknown, depth: number, budget: Budget): Json | undefined {
  try {
    const value = read();
    switch (typeof value) {
      case 'string':
        return text(value, budget);
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) ? value : null;
      case 'bigint':
        return text(String(value), budget);
      case 'object':
        if (value === null) return null;
        if (value instanceof Date) return Number.isFinite(value.getTime()) ? value.toISOString() : null;
        // their own keys say nothing (errors) or are the whole page (nodes carry their framework's data)
        if (value instanceof Error) return text(`${value.name}: ${value.message}`, budget);
        if (typeof Node === 'function' && value instanceof Node) return text(value.nodeName, budget);
        return members(value, depth, budget);
      default:
        return undefined;
    }
  } catch {
    return undefined;
  }
}

const spend = (): Budget => ({ keys: limits.propertyKeys, chars: VALUE_CHARS, around: [] });

/**
 * Properties or traits as bounded JSON: dates become ISO text, big integers text, NaN and infinities null; functions,
 * symbols, cycles and what is too deep or too much is left out. Anything but an object gives no properties.
 */
export function normalize(value: unknown): Properties {
  const made = json(() => value, limits.depth, spend());
  return typeof made === 'object' && made !== null && !Array.isArray(made) ? made : {};
}

/** A name as one clean line: text and numbers are names, all else is ''. */
export const nameOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? cleanLine(String(value), limits.nameChars) : '';

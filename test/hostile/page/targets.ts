/** Which properties of a window's platform a scan may mean, and how each is replaced. Runs in a clean window, on another one. */
import type { Scan } from '../scan.ts';

/** A property that can be replaced: `Array.prototype` and `map`, `window` and `fetch`, `%ArrayIterator%` and `next`. */
export interface Target {
  readonly holder: string;
  /** Names that begin with `@@` are well-known symbols. */
  readonly key: string;
}

/**
 * What stands in its place. Functions throw or lie about what they give back, getters about what they read; `gone` is a
 * property that is undefined, `never` a function whose promise does not settle.
 */
export type Variant = 'throws' | 'undefined' | 'number' | 'list' | 'gone' | 'never';

/** One replacement. */
export interface Replacement extends Target {
  readonly variant: Variant;
}

/** A window of any realm. */
export type AnyWindow = Window & typeof globalThis & Record<string, unknown>;

/** Objects that no global leads to. */
const hidden: Record<string, (of: AnyWindow) => object> = {
  '%ArrayIterator%': (of) => Object.getPrototypeOf(new of.Array().values()) as object,
  '%MapIterator%': (of) => Object.getPrototypeOf(new of.Map().entries()) as object,
  '%SetIterator%': (of) => Object.getPrototypeOf(new of.Set().values()) as object,
  '%StringIterator%': (of) =>
    Object.getPrototypeOf(Reflect.apply(of.String.prototype[Symbol.iterator], '', [])) as object,
};

const isHolder = (value: unknown): value is object => Object(value) === value;

/** The object that a holder's name stands for. */
export function holderOf(of: AnyWindow, name: string): object {
  const made = hidden[name]?.(of);
  if (made) return made;
  let found: unknown = of;
  for (const part of name === 'window' ? [] : name.split('.')) found = (found as Record<string, unknown>)[part];
  return found as object;
}

/** The key of a property as the language has it. */
export const keyOf = (key: string): PropertyKey =>
  key.startsWith('@@') ? ((Symbol as unknown as Record<string, symbol>)[key.slice(2)] as symbol) : key;

/** Holders of a window by name: itself, its namespaces, its classes and their prototypes, each once. */
function holders(of: AnyWindow): Map<string, object> {
  const found = new Map<string, object>([['window', of]]);
  const known = new Set<unknown>([of]);
  const add = (name: string, value: unknown): void => {
    if (!isHolder(value) || known.has(value)) return;
    known.add(value);
    found.set(name, value);
  };
  const classes = (around: string, holder: object): void => {
    for (const name of Object.getOwnPropertyNames(holder)) {
      const { value } = Object.getOwnPropertyDescriptor(holder, name) ?? {};
      if (!isHolder(value) || !/^[A-Z]|^console$/.test(name)) continue;
      add(around + name, value);
      const { prototype } = value as { prototype?: unknown };
      if (typeof value === 'function') add(`${around + name}.prototype`, prototype);
      // Intl and WebAssembly have classes of their own
      else if (around === '') classes(`${name}.`, value);
    }
  };
  classes('', of);
  for (const [name, make] of Object.entries(hidden)) add(name, make(of));
  return found;
}

/** What a scan may mean, and of that what the platform keeps anybody from replacing. */
export function targetsOf(
  of: AnyWindow,
  { globals, names, endings, implied }: Scan,
): { free: Target[]; fixed: Target[] } {
  const free: Target[] = [];
  const fixed: Target[] = [];
  const wanted = new Set([...globals, ...names, ...implied]);
  const symbols = implied.filter((name) => name.startsWith('@@'));
  for (const [holder, object] of holders(of)) {
    const keys = Object.getOwnPropertyNames(object)
      .filter((key) => wanted.has(key) || endings.some((end) => key.endsWith(end) && key !== end))
      .concat(symbols.filter((key) => Object.hasOwn(object, keyOf(key))));
    for (const key of keys) {
      const { configurable, writable } = Object.getOwnPropertyDescriptor(object, keyOf(key)) as PropertyDescriptor;
      (configurable || writable ? free : fixed).push({ holder, key });
    }
  }
  return { free, fixed };
}

/** What a replaced function or getter gives. */
function lie(of: AnyWindow, variant: Variant): unknown {
  if (variant === 'number') return 7;
  if (variant === 'list') return new of.Array();
  if (variant === 'never') return new of.Promise(() => {});
  return undefined;
}

/** The message of what replaced functions and getters throw. */
export const REPLACED = 'replaced by the page';

/** Makes replacements in a window. What they need of it is taken before the first of them. */
export function replace(of: AnyWindow, replacements: readonly Replacement[]): void {
  const { TypeError } = of;
  const plans = replacements.map(({ holder, key, variant }) => ({
    object: holderOf(of, holder),
    name: keyOf(key),
    variant,
    value: lie(of, variant),
  }));
  for (const { object, name, variant, value } of plans) {
    const found = Object.getOwnPropertyDescriptor(object, name) as PropertyDescriptor;
    const given = found.value as unknown;
    const answer = (): unknown => {
      if (variant === 'throws') throw new TypeError(REPLACED);
      return value;
    };
    const { configurable = false, enumerable = false, writable = false, set } = found;
    const accessor = { get: answer, configurable, enumerable, ...(set ? { set } : {}) };
    if (found.get) Object.defineProperty(object, name, accessor);
    else if (typeof given === 'function' && variant !== 'gone') {
      // called and constructed; what hangs on the original stays there
      const fake = function (): unknown {
        return answer();
      };
      Object.setPrototypeOf(fake, given);
      if (given.prototype) Object.defineProperty(fake, 'prototype', { value: given.prototype });
      Object.defineProperty(object, name, { value: fake, configurable, enumerable, writable });
    } else if (variant === 'throws' && configurable)
      Object.defineProperty(object, name, { get: answer, configurable, enumerable });
    else Object.defineProperty(object, name, { value, configurable, enumerable, writable });
  }
}

/** Notes which of the targets are looked up in a window, and changes nothing else. */
export function watch(of: AnyWindow, targets: readonly Target[]): Set<number> {
  const seen = new Set<number>();
  const plans = targets.map(({ holder, key }) => [holderOf(of, holder), keyOf(key)] as const);
  for (const [index, [object, name]] of plans.entries()) {
    const found = Object.getOwnPropertyDescriptor(object, name) as PropertyDescriptor;
    if (!found.configurable) continue;
    let { value } = found as { value: unknown };
    Object.defineProperty(object, name, {
      configurable: true,
      enumerable: found.enumerable ?? false,
      get(this: unknown) {
        seen.add(index);
        return found.get ? Reflect.apply(found.get, this, []) : value;
      },
      set(this: unknown, next: unknown) {
        if (found.set) Reflect.apply(found.set, this, [next]);
        else if (this === object) value = next;
        // as an assignment does to what inherits a plain property
        else Object.defineProperty(this, name, { value: next, configurable: true, enumerable: true, writable: true });
      },
    });
  }
  return seen;
}

/** Small JSON values in web storage; a browser that refuses storage gets a memory that lasts as long as the page. */

/** One remembered value. */
export interface Kept<T> {
  get(): T;
  set(value: T): void;
}

const memory = new Map<string, string>();

function area(kind: 'local' | 'session'): Pick<Storage, 'getItem' | 'setItem'> {
  try {
    const storage = kind === 'local' ? localStorage : sessionStorage;
    storage.getItem('');
    return storage;
  } catch {
    return { getItem: (key) => memory.get(key) ?? null, setItem: (key, value) => void memory.set(key, value) };
  }
}

/** A value under `fernwell.<name>`, `initial` until it is set or when it cannot be read. */
export const kept = <T>(kind: 'local' | 'session', name: string, initial: T): Kept<T> => ({
  get() {
    try {
      return (JSON.parse(area(kind).getItem(`fernwell.${name}`) ?? 'null') as T | null) ?? initial;
    } catch {
      return initial;
    }
  },
  set(value) {
    try {
      area(kind).setItem(`fernwell.${name}`, JSON.stringify(value));
    } catch {
      memory.set(`fernwell.${name}`, JSON.stringify(value));
    }
  },
});

/** Questions to a collector over HTTP: an answer, or a sentence for people. */

/** What is said when a question was cancelled. */
export const STOPPED = 'You stopped it before it was done.';

const UNREACHABLE = 'The collector could not be reached. Check that it is running and that you are online.';
const LOGGED_OUT = 'You are logged out. Log in again to go on.';
const UNREADABLE = 'The collector’s answer could not be read. Dashboard and collector may be of different versions.';

/** What the way to a collector is made from. */
export interface AskOptions {
  /** Address that the paths of questions are relative to; ends in `/`. */
  readonly api: string;
  readonly fetch: typeof globalThis.fetch;
  /** Hears that the collector knows us no longer. */
  readonly loggedOut: () => void;
}

/** A question: a path below the address, its parameters (undefined ones are left out), or what is posted. */
export interface Question {
  readonly path: string;
  readonly params?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Posted as JSON; without it the question is a GET. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Sentence for a 401 that brings none. Default: you are logged out. */
  readonly refusal?: string;
}

/** Asks; the answer is the body as JSON, undefined when it is empty. Rejects with a sentence. */
export type Ask = (question: Question) => Promise<unknown>;

/** The sentence in the body of a refusal; '' when there is none. */
function sentenceOf(text: string): string {
  try {
    const body = JSON.parse(text) as { message?: unknown; error?: unknown } | null;
    for (const said of [body?.message, body?.error]) if (typeof said === 'string' && said !== '') return said;
  } catch {
    // a proxy's page: its status alone
  }
  return '';
}

/** Makes the way to a collector. Cookies of this origin go along; nothing is kept in a cache. */
export function createAsk({ api, fetch, loggedOut }: AskOptions): Ask {
  return async ({ path, params = {}, body, signal, refusal = LOGGED_OUT }) => {
    const url = new URL(path, api);
    for (const [name, value] of Object.entries(params))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const failed = (): Error => new Error(signal?.aborted ? STOPPED : UNREACHABLE);
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(url, {
        credentials: 'same-origin',
        cache: 'no-store',
        ...(signal ? { signal } : {}),
        ...(body === undefined
          ? {}
          : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      text = await answer.text();
    } catch {
      throw failed();
    }
    if (answer.status === 401) loggedOut();
    if (!answer.ok)
      throw new Error(
        sentenceOf(text) || (answer.status === 401 ? refusal : `The collector answered with status ${answer.status}.`),
      );
    if (text === '') return undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw new Error(UNREADABLE);
    }
  };
}

/** The rows of an answer. */
export function rowsOf<Row>(answer: unknown): Row[] {
  const rows = (answer as { rows?: unknown } | null | undefined)?.rows;
  if (!Array.isArray(rows)) throw new Error(UNREADABLE);
  // the collector's answers have schemas of their own; both are built from the same analysis
  return rows as Row[];
}

/** Rows of an answer whose columns are arrays of one length, by the names of the columns. */
export function rowsOfColumns<Row>(answer: unknown, names: readonly (keyof Row & string)[]): Row[] {
  const columns = (answer as { columns?: Record<string, unknown> } | null | undefined)?.columns;
  const lists = names.map((name) => columns?.[name]);
  const [first] = lists;
  if (!Array.isArray(first) || !lists.every((list) => Array.isArray(list) && list.length === first.length))
    throw new Error(UNREADABLE);
  return first.map(
    (_, at) => Object.fromEntries(names.map((name, column) => [name, (lists[column] as unknown[])[at]])) as Row,
  );
}

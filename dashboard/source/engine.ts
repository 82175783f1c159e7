/**
 * The local source's engine: keeps events up to date and answers questions about them. Runs in a worker; where there is
 * none, on the page's own thread. One thing at a time, in order, so that nobody sees a file half loaded.
 */
import {
  attention,
  byTime,
  catalogue,
  clickGrid,
  elements,
  errors,
  forms,
  funnel,
  type Insight,
  ledger,
  overview,
  requests,
  scrollReach,
  session,
  sessions,
} from '@watchglass/analysis';
import { localStore } from '@watchglass/contract';
import type { Shelf } from './shelf.ts';
import type { DataState, LoadReport } from './source.ts';
import { rebase } from './rebase.ts';
import { createStock } from './stock.ts';

/** The insights by the name of the question. */
const insights = {
  overview,
  ledger,
  catalogue,
  clickGrid,
  attention,
  elements,
  scrollReach,
  forms,
  errors,
  requests,
  funnel,
  sessions,
  session,
} as const;

/** Name of a question. */
export type Question = keyof typeof insights;

/** How often to look for new batches while somebody looks on. */
const POLL_MS = 500;
/** Batches come in bursts; one look for all of them. */
const BURST_MS = 50;
/** Lines per piece of an export. */
const LINES = 1000;

/** What the dashboard says on the channel when it rewrote records: others have to read all again. */
const REWRITTEN = 'rewritten';

/** Asks and acts; every call waits for the ones before it. Failures are sentences for people. */
export interface Engine {
  /** `isWanted` is asked when the turn comes: a question cancelled by then costs nothing. */
  readonly ask: (question: Question, input: unknown, isWanted: () => boolean) => Promise<unknown>;
  readonly loadSample: (url: string) => Promise<LoadReport>;
  readonly open: (file: Blob) => Promise<LoadReport>;
  readonly save: () => Promise<Blob>;
  readonly clear: () => Promise<void>;
  /** While nobody looks, only the channel is heard. */
  readonly watchEvery: (isVisible: boolean) => void;
  readonly stop: () => void;
}

/** Starts an engine on a shelf; `changed` hears of every change, the first look included. */
export function createEngine(shelf: Shelf, changed: (state: DataState) => void): Engine {
  const stock = createStock(shelf);
  let last: Promise<unknown> = Promise.resolve();
  let poll: ReturnType<typeof setTimeout> | undefined;
  let burst: ReturnType<typeof setTimeout> | undefined;
  let isVisible = true;
  let isStopped = false;

  /** Runs `act` after everything before it. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = last.then(act);
    last = turn.catch(() => {});
    return turn;
  }

  const look = (isFirst = false): Promise<void> =>
    inTurn(async () => {
      if (isStopped) return;
      const isNew = await stock.refresh();
      if (isNew || isFirst) changed(stock.state());
    });

  function lookLater(): void {
    clearTimeout(poll);
    if (!isVisible || isStopped) return;
    poll = setTimeout(() => void look().then(lookLater), POLL_MS);
  }

  const channel = typeof BroadcastChannel === 'function' ? openChannel() : undefined;
  function openChannel(): BroadcastChannel | undefined {
    try {
      const opened = new BroadcastChannel(localStore.channel);
      opened.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (data === REWRITTEN) void inTurn(async () => stock.forget());
        burst ??= setTimeout(() => {
          burst = undefined;
          void look();
        }, BURST_MS);
      });
      return opened;
    } catch {
      // an opaque origin: the poll alone
      return undefined;
    }
  }

  /** A change of ours: told to this page and to other dashboards of this browser. */
  function rewrite<T>(act: () => Promise<T>): Promise<T> {
    return inTurn(async () => {
      try {
        return await act();
      } finally {
        changed(stock.state());
        channel?.postMessage(REWRITTEN);
      }
    });
  }

  /** `base` is the folder of the sample, for the sample alone. */
  async function load(read: () => Promise<Blob>, base = ''): Promise<LoadReport> {
    // the schema comes with a library of 40 kB: only for who opens a file
    const [{ readEvents }, { shiftEvents }] = await Promise.all([import('./file.ts'), import('./ndjson.ts')]);
    const events = await readEvents(await read());
    return rewrite(() =>
      stock.add(base === '' ? events : shiftEvents(events, Date.now()).map((event) => rebase(event, base))),
    );
  }

  void look(true).then(lookLater);

  return {
    ask: (question, input, isWanted) =>
      inTurn(async () => {
        if (!isWanted()) return undefined;
        // each question has its own input; the pair is typed where it is asked (local.ts)
        const insight = insights[question] as Insight<unknown, unknown, unknown>;
        try {
          return insight.fold(insight.rows(stock.events(), input), input);
        } catch (error) {
          throw new Error(`The data here could not be counted (${String(error)}).`, { cause: error });
        }
      }),
    loadSample: (url) =>
      load(async () => {
        const answer = await fetch(url).catch(() => undefined);
        if (!answer?.ok)
          throw new Error('The sample data could not be fetched: it comes with the demo, beside this page.');
        return answer.blob();
      }, new URL('.', url).href),
    open: (file) => load(async () => file),
    save: () =>
      inTurn(async () => {
        const { formatLine } = await import('./ndjson.ts');
        const events = [...stock.events()].sort(byTime);
        const parts: string[] = [];
        for (let from = 0; from < events.length; from += LINES)
          parts.push(
            events
              .slice(from, from + LINES)
              .map(formatLine)
              .join(''),
          );
        return new Blob(parts, { type: 'application/x-ndjson' });
      }),
    clear: () => rewrite(stock.clear),
    watchEvery: (visible) => {
      isVisible = visible;
      if (visible) void look().then(lookLater);
      else clearTimeout(poll);
    },
    stop: () => {
      isStopped = true;
      clearTimeout(poll);
      clearTimeout(burst);
      channel?.close();
    },
  };
}

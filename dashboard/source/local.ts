/** The data source of this browser: IndexedDB, read and worked out by an engine in a worker. */
import { trustedScript } from '../shell/trust.ts';
import { STOPPED } from './ask.ts';
import type { Question } from './engine.ts';
// oxlint-disable-next-line import/default -- the bundler makes it, see bundler.d.ts
import workerUrl from './local.worker.ts?worker&url';
import type { DataSource, DataState } from './source.ts';
import type { ToPage, ToWorker } from './wire.ts';

/** An engine somewhere: messages to it, and the way to end it. */
interface Line {
  readonly send: (message: ToWorker) => void;
  readonly close: () => void;
}

/** Where the demo puts its sample visits: beside the dashboard's folder. */
const SAMPLE = '../sample.ndjson.gz';

const FAILED = 'The part of this page that works out numbers could not be started. Reload the page.';

/** `Omit` over each member of a union. */
type Without<T, Key extends string> = T extends unknown ? Omit<T, Key> : never;
type Call = Without<Extract<ToWorker, { call: number }>, 'call'>;

/** The source over IndexedDB, and the way to end it. */
export type LocalSource = DataSource & { readonly stop: () => void };

/** Starts the source; it reads at once. */
export function createLocalSource(): LocalSource {
  const watchers = new Set<() => void>();
  const waiting = new Map<
    number,
    { readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void }
  >();
  let calls = 0;
  let state: DataState | undefined;

  const hear = (message: ToPage): void => {
    if ('state' in message) {
      state = message.state;
      for (const changed of watchers) changed();
      return;
    }
    const asked = waiting.get(message.call);
    waiting.delete(message.call);
    if ('error' in message) asked?.reject(new Error(message.error));
    else asked?.resolve(message.answer);
  };
  const line = connect(hear, () => {
    for (const { reject } of waiting.values()) reject(new Error(FAILED));
    waiting.clear();
  });

  const showing = (): void => line.send({ isVisible: document.visibilityState !== 'hidden' });
  document.addEventListener('visibilitychange', showing);

  function call<Answer>(message: Call, signal?: AbortSignal): Promise<Answer> {
    calls += 1;
    const number = calls;
    return new Promise<Answer>((resolve, reject) => {
      const cancel = (): void => {
        waiting.delete(number);
        line.send({ cancel: number });
        reject(new Error(STOPPED));
      };
      if (signal?.aborted) {
        reject(new Error(STOPPED));
        return;
      }
      signal?.addEventListener('abort', cancel, { once: true });
      waiting.set(number, {
        resolve: (answer) => {
          signal?.removeEventListener('abort', cancel);
          // the engine answers each question with its own type
          (resolve as (answer: unknown) => void)(answer);
        },
        reject: (error) => {
          signal?.removeEventListener('abort', cancel);
          reject(error);
        },
      });
      line.send({ ...message, call: number });
    });
  }

  const asking =
    <Input, Answer>(ask: Question) =>
    (input: Input, signal: AbortSignal): Promise<Answer> =>
      call<Answer>({ ask, input }, signal);

  return {
    name: 'local',
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    overview: asking('overview'),
    ledger: asking('ledger'),
    catalogue: asking('catalogue'),
    clickGrid: asking('clickGrid'),
    attention: asking('attention'),
    elements: asking('elements'),
    scrollReach: asking('scrollReach'),
    forms: asking('forms'),
    errors: asking('errors'),
    requests: asking('requests'),
    funnel: asking('funnel'),
    sessions: asking('sessions'),
    session: asking('session'),
    watch: (changed) => {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
    state: () => state,
    data: {
      loadSample: () => call({ act: 'loadSample', url: new URL(SAMPLE, document.baseURI).href }),
      open: (file) => call({ act: 'open', file }),
      save: () => call({ act: 'save' }),
      clear: () => call({ act: 'clear' }),
    },
    stop: () => {
      document.removeEventListener('visibilitychange', showing);
      line.close();
    },
  };
}

/** A worker, or, where it cannot be had (blocked by policy, an old server's MIME type), the same engine on this thread. */
function connect(hear: (message: ToPage) => void, failed: () => void): Line {
  const early: ToWorker[] = [];
  let worker: Worker | undefined;
  let send: (message: ToWorker) => void = (message) => void early.push(message);
  let close = (): void => {};
  let isHeard = false;

  async function onThisThread(): Promise<void> {
    worker?.terminate();
    worker = undefined;
    const [{ createEngine }, { createBrowserShelf }, { serve }] = await Promise.all([
      import('./engine.ts'),
      import('./shelf.ts'),
      import('./wire.ts'),
    ]);
    const engine = createEngine(createBrowserShelf(), (state) => hear({ state }));
    send = serve(engine, hear);
    close = engine.stop;
    for (const message of early.splice(0)) send(message);
  }
  const broken = (): void => {
    send = failed;
    failed();
  };
  const fallBack = (): void => void onThisThread().catch(broken);

  try {
    worker = new Worker(trustedScript(workerUrl), { type: 'module' });
  } catch {
    fallBack();
  }
  if (worker) {
    const started = worker;
    started.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
      if (!isHeard) {
        // its first word is the first look at the store: from now on it is trusted with the rest
        isHeard = true;
        early.length = 0;
      }
      hear(data);
    });
    started.addEventListener('error', () => {
      if (!isHeard) fallBack();
      else broken();
    });
    send = (message) => {
      // kept until the worker has spoken, in case another engine has to answer
      if (!isHeard) early.push(message);
      started.postMessage(message);
    };
    close = () => started.terminate();
  }
  return { send: (message) => send(message), close: () => close() };
}

/** The SDK as one document of a page without a DOM: bundled, and run once per document in a realm of its own. */
import type { WatchglassEvent } from '@watchglass/contract';
import type { CaptureContext } from '../../src/capture/context.ts';
import type { Core } from '../../src/core.ts';
import { standard } from '../../src/options.ts';
import { createGuard } from '../../src/page/guard.ts';
import { createIds } from '../../src/page/ids.ts';
import type { Listen, Stop } from '../../src/page/listen.ts';
import { createAfter } from '../../src/page/timers.ts';
import { watchOnline } from '../../src/pipeline/online.ts';
import { createPipeline, type Pipeline } from '../../src/pipeline/pipeline.ts';
import { createHttpSink } from '../../src/sinks/http.ts';

/** What a document is opened with. */
export interface DocumentOptions {
  /** Write key of the project. */
  readonly key: string;
  /** The collector's address, without a slash at the end. */
  readonly endpoint: string;
  readonly visitor: string;
  readonly session: string;
  readonly tab: string;
  readonly url: string;
  readonly listen: Listen;
  readonly isHidden: () => boolean;
  /** Told of each event before it is kept anywhere; null drops it. */
  readonly beforeSend: (event: WatchglassEvent) => WatchglassEvent | null;
  /** Takes a batch out of the outbox before the server has answered: what no build may do. */
  readonly frees?: 'before-receipt' | undefined;
}

/** An open document. */
export interface OpenDocument {
  readonly doc: string;
  readonly emit: CaptureContext['emit'];
  /** Ends the view and begins the next one. */
  beginView(url: string): void;
  endView(): void;
  flush(): Promise<unknown>;
  stats: Pipeline['stats'];
  /** Errors of the SDK's own. */
  readonly caught: readonly unknown[];
}

/** Opens a document. */
export function openDocument(options: DocumentOptions): OpenDocument {
  const { key, endpoint, visitor, session, tab, url, listen, isHidden, beforeSend, frees } = options;
  const caught: unknown[] = [];
  const spent = { caught: 0, mainThreadMs: 1 };
  const say = (error: unknown): void => {
    if (error instanceof Error) caught.push(error);
  };
  const guard = createGuard(spent, say);
  const now = (): number => Math.floor(Date.now());
  const newId = createIds(now);
  const doc = newId();
  const http = createHttpSink({ endpoint, key });
  const send: typeof http.send = async (batches, moment) => {
    http.send(batches, moment).catch(say);
    return batches.map(({ batch }) => ({ batch, accepted: 0, duplicates: 0, rejected: [] }));
  };
  const core: Core = {
    settings: { ...standard, key, endpoint, beforeSend, sinks: [frees ? { ...http, send } : http] },
    identity: {
      ids: { visitor, session, startedAt: 0, activeAt: 0, user: '' },
      touch() {},
      identify() {},
      reset() {},
    },
    newId,
    guard,
    after: createAfter(guard, new Set<Stop>()),
    stops: new Set(),
    listen,
    doc,
    tab,
    isHidden,
    where: { view: newId(), url: '', page: '', isOpen: false },
    spent,
    say,
  };
  const pipeline = createPipeline(core);
  pipeline.start();
  watchOnline(pipeline.ctx);
  pipeline.ctx.beginView(url);
  return {
    doc,
    emit: pipeline.ctx.emit,
    beginView: pipeline.ctx.beginView,
    endView: pipeline.ctx.endView,
    flush: pipeline.flush,
    stats: pipeline.stats,
    caught,
  };
}

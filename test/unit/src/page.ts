/** A page without a browser: clock, storage and the few globals that the pipeline reads, and pipelines on it. */
import { vi } from 'vitest';
import type { Core } from '../../../src/core.ts';
import { standard, type Settings } from '../../../src/options.ts';
import { createGuard } from '../../../src/page/guard.ts';
import { createIds } from '../../../src/page/ids.ts';
import { sinkOf, type SinkOption } from '../../../src/sinks/named.ts';
import { createAfter } from '../../../src/page/timers.ts';
import { watchOnline } from '../../../src/pipeline/online.ts';
import { createPipeline, type Pipeline } from '../../../src/pipeline/pipeline.ts';
import { createFakeIndexedDb, type FakeIndexedDb } from './fakeIndexedDb.ts';

/** The world that documents of a test share. */
export interface World {
  db: FakeIndexedDb;
  advance(ms: number): Promise<void>;
  /** Sets the clock without letting time pass. */
  setClock(at: number): void;
  close(): void;
}

/** Fakes timers and globals until `close`. */
export function createWorld(): World {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  const db = createFakeIndexedDb();
  const globals = {
    window: globalThis,
    indexedDB: db.factory,
    document: { visibilityState: 'visible' },
    location: { href: 'https://shop.example/' },
    navigator: { language: 'en' },
    screen: { width: 1440, height: 900 },
  };
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  return {
    db,
    advance: async (ms) => void (await vi.advanceTimersByTimeAsync(ms)),
    setClock: (at) => void vi.setSystemTime(at),
    close() {
      vi.useRealTimers();
      vi.unstubAllGlobals();
    },
  };
}

/** One document: a pipeline with what a client would give it. */
export interface Doc {
  core: Core;
  ctx: Pipeline['ctx'];
  pipeline: Pipeline;
  caught: unknown[];
  setHidden(isHidden: boolean): void;
  fire(type: 'pagehide' | 'visibilitychange' | 'online'): void;
  /** The renderer dies: no timer runs any more. */
  kill(): void;
}

let docs = 0;

/** Opens a document in `tab`. */
export function openDoc(
  settings: Partial<Omit<Settings, 'sinks'> & { sinks: readonly SinkOption[] }>,
  tab = 'tab-1',
): Doc {
  const stops = new Set<() => void>();
  const caught: unknown[] = [];
  const handlers = new Map<string, Set<(event: never) => void>>();
  let isDead = false;
  let isHidden = false;
  const spent = { caught: 0, mainThreadMs: 1 };
  const say = (error: unknown): void => {
    if (error instanceof Error) caught.push(error);
  };
  const guard = createGuard(spent, say);
  const now = (): number => Date.now();
  const core: Core = {
    settings: {
      ...standard,
      key: 'pk_test',
      ...settings,
      sinks: (settings.sinks ?? []).map((sink, place) => sinkOf(sink, place, standard)),
    },
    identity: {
      ids: { visitor: 'visitor-1', session: 'session-1', startedAt: 0, activeAt: 0, user: '' },
      touch() {},
      identify() {},
      reset() {},
    },
    newId: createIds(now),
    guard,
    after: createAfter(guard, stops),
    stops: new Set(),
    listen: (_target, types, handler) => {
      const known = handlers.get(types) ?? new Set();
      handlers.set(types, known.add(handler));
    },
    doc: `doc-${++docs}`,
    tab,
    isHidden: () => isHidden,
    where: { view: 'view-1', url: '', page: '', isOpen: false },
    spent,
    say,
  };
  const pipeline = createPipeline(core);
  pipeline.start();
  watchOnline(pipeline.ctx);
  pipeline.ctx.beginView('https://shop.example/');
  const fire = (type: string): void => {
    if (!isDead) for (const handler of handlers.get(type) ?? []) handler({} as never);
  };
  return {
    core,
    ctx: pipeline.ctx,
    pipeline,
    caught,
    fire,
    setHidden(value) {
      isHidden = value;
      fire('visibilitychange');
    },
    kill() {
      isDead = true;
      for (const stop of stops) stop();
      for (const known of handlers.values()) known.clear();
    },
  };
}

/** The ledger's law. */
export function imbalance(doc: Doc): number {
  const { captured, inMemory, waiting, receipted, dropped } = doc.pipeline.stats();
  return captured - inMemory - waiting - receipted - Object.values(dropped).reduce((sum, one) => sum + one, 0);
}

/** A collector in memory: the shipped server around a spool and a store that are lists. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batch, WatchglassEvent } from '@watchglass/contract';
import type { FastifyInstance } from 'fastify';
import { afterAll } from 'vitest';
import type { ConfiguredProject } from '../../../collector/config/load.ts';
import { createDeadLetter } from '../../../collector/ingest/deadLetter.ts';
import { createIngest } from '../../../collector/ingest/ingest.ts';
import { createMetrics } from '../../../collector/metrics.ts';
import { createOnlookers, type Onlookers } from '../../../collector/routes/onlookers.ts';
import { createSessions } from '../../../collector/routes/sessions.ts';
import { createServer, type ServerDeps } from '../../../collector/server.ts';
import type { Entry, Log, Store } from '../../../collector/types.ts';
import { golden } from '../contract/golden.ts';

/** A directory of this test file, gone after it. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'watchglass-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const project = (over: Partial<ConfiguredProject> = {}): ConfiguredProject => ({
  id: 'site',
  name: 'Site',
  keys: ['pk_site'],
  origins: [],
  timeZone: 'Europe/Berlin',
  bots: 'exclude',
  retentionDays: 400,
  urlRules: { allowQuery: ['utm_*'], hashRouting: true },
  ...over,
});

/** A user agent of a person. */
export const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

export const token = 'token-of-the-tests-0123456789';

export interface PartsOptions {
  readonly projects?: readonly ConfiguredProject[];
  readonly config?: Partial<ServerDeps['config']>;
  readonly patience?: ServerDeps['patience'];
  readonly insights?: (app: FastifyInstance, onlookers: Onlookers) => void;
  readonly publicFolder?: string;
  readonly deadLetterMaxBytes?: number;
}

/** The parts of a collector, its server, and what reached the spool. */
export async function collectorParts(options: PartsOptions = {}) {
  const folder = tempFolder();
  const time = { now: 1_763_805_700_000 };
  const clock = (): number => time.now;
  const lines: string[] = [];
  const say = (what: string, details?: object): void =>
    void lines.push(
      JSON.stringify({ what, ...details }, (_, value: unknown) => (value instanceof Error ? value.stack : value)),
    );
  const log: Log = { info: say, warn: say, error: say };
  const entries: Entry[] = [];
  /** `filled`: share of the spool. */
  const disk = { filled: 0, waitFor: Promise.resolve() };
  const spool = {
    append: async (payloads: readonly Uint8Array[], share = 1): Promise<void> => {
      await disk.waitFor;
      if (disk.filled >= share) throw Object.assign(new Error('full'), { code: 'SPOOL_FULL' });
      for (const payload of payloads) entries.push(JSON.parse(Buffer.from(payload).toString()) as Entry);
    },
    stats: () => ({ bytes: 0, segments: 1, quarantined: 0 }),
  };
  const known = new Map<string, number>();
  const seen = {
    has: (name: string, batch: string): boolean => known.has(`${name} ${batch}`),
    add: (name: string, batch: string, _: number, mark: number): void => void known.set(`${name} ${batch}`, mark),
    differs: (name: string, batch: string, mark: number): boolean => known.get(`${name} ${batch}`) !== mark,
  };
  const store = { state: () => ({ state: 'ready', reason: '' }) } as unknown as Store;
  const projects = options.projects ?? [project()];
  const deadLetter = await createDeadLetter({
    projects: projects.map(({ id }) => id),
    folder: join(folder, 'dead-letter'),
    clock,
    log,
    ...(options.deadLetterMaxBytes === undefined ? {} : { maxBytes: options.deadLetterMaxBytes }),
  });
  const ingest = createIngest({ projects, spool, seen, deadLetter, clock });
  const sessions = createSessions({ file: join(folder, 'sessions.json'), token, clock, log });
  const onlookers = createOnlookers(clock);
  const metrics = createMetrics({
    counts: ingest.counts,
    deadLetter: deadLetter.stats,
    spool,
    store,
    clock,
    inserter: () => ({ rowsInserted: 0, retries: 0, refused: 0, behindBytes: 0, oldestAt: 0 }),
    rowsDeleted: () => 0,
  });
  const app = await createServer({
    config: {
      hosts: ['watch.example'],
      trustedProxies: [],
      demo: true,
      limits: { requestsPerSecondPerIp: 1_000_000 },
      spool: { maxBytes: 1e9 },
      ...options.config,
    },
    ingest,
    deadLetter,
    sessions,
    onlookers,
    spool,
    store,
    failing: () => '',
    metrics,
    clock,
    log,
    publicFolder: options.publicFolder ?? folder,
    insights: (app) => options.insights?.(app, onlookers),
    ...(options.patience ? { patience: options.patience } : {}),
  });
  afterAll(() => app.close());
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/v1/batch',
      headers: { 'content-type': 'text/plain', 'user-agent': agent, ...headers },
      payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    });
  return { app, post, entries, disk, deadLetter, ingest, sessions, time, lines, folder, log, clock };
}

let made = 0;
/** A batch around events, which get its document. */
export function batchOf(events: readonly unknown[], over: Partial<Record<keyof Batch, unknown>> = {}): Batch {
  made += 1;
  return {
    contract: 1,
    batch: `019aab01-ca6a-7113-82d3-${String(made).padStart(12, '0')}`,
    lane: 'core',
    doc: golden.click.doc,
    release: '1.0.0',
    environment: 'test',
    sdk: 'watchglass/0.1.0',
    context: { language: 'en', timeZone: 'Europe/Berlin', screenWidth: 1440, screenHeight: 900, automated: false },
    sampleRate: 1,
    drops: {},
    events: events as WatchglassEvent[],
    ...(over as Partial<Batch>),
  };
}

/** A request of the project `site`. */
export const requestOf = (batches: readonly unknown[], over: object = {}) => ({
  key: 'pk_site',
  sentAt: 1_763_805_700_000,
  batches,
  ...over,
});

/** A copy of a golden event with changes. */
export const eventOf = (kind: keyof typeof golden, over: object = {}): WatchglassEvent => ({
  ...structuredClone(golden[kind]),
  ...over,
});

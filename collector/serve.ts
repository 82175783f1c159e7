/** The collector put together: data directory, spool, store, inserter, server; and taken apart again in the other order. */
import { join } from 'node:path';
import { type Config, demoProject } from './config/load.ts';
import { isLoopback } from './config/names.ts';
import { createDeadLetter } from './ingest/deadLetter.ts';
import { createIngest } from './ingest/ingest.ts';
import { createInserter } from './inserter.ts';
import { listen } from './listen.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createNews, telling } from './news.ts';
import { openPersistence } from './persistence.ts';
import { createRetention } from './retention.ts';
import { registerInsights } from './routes/insights.ts';
import { createOnlookers } from './routes/onlookers.ts';
import { createSessions } from './routes/sessions.ts';
import { loadSample } from './sample.ts';
import { createServer } from './server.ts';
import { lockDataDirectory } from './store/dataDirectory.ts';
import { rowsOf } from './store/rows.ts';
import { openStore } from './storeOf.ts';
import { adminToken } from './token.ts';
import type { Clock } from './types.ts';

/** What the process gives. */
export interface ServeOptions {
  readonly config: Config;
  /** Folder of the built dashboard, shop, SDK and sample. */
  readonly publicFolder: string;
  /** Program of the engine's child; default beside the built collector. */
  readonly engineProgram?: string;
  readonly clock: Clock;
  /** Writes one line of the log. */
  readonly writeLog: (line: string) => void;
}

/** A running collector. */
export interface Collector {
  /** Where it is reached, without a slash at the end. */
  readonly origin: string;
  /** Leads to where people begin, dashboard or demo, and opens a session once, within 10 minutes. */
  readonly loginLink: string;
  /** Where the admin token is to be found, in words; never the token. */
  readonly tokenPlace: string;
  /** Takes no more, finishes what was begun, and ends; at most 10 s. */
  stop(): Promise<void>;
}

/** Parts of the 10 s that a stop may take, ms: open requests, what is in the spool. The engine takes the rest. */
const REQUESTS_MS = 2_500;
const DRAIN_MS = 2_500;

const tokenFile = ({ data }: Config): string => join(data, 'token');

/**
 * Starts a collector. Ingest works from here on, also while the store is not there yet.
 *
 * @throws Mistake or Error with a sentence when it cannot; nothing is left running then
 */
export async function serve({
  config,
  publicFolder,
  engineProgram,
  clock,
  writeLog,
}: ServeOptions): Promise<Collector> {
  const secrets = new Set<string>(config.projects.flatMap((one) => one.keys));
  const log = createLog({ write: writeLog, level: config.log, clock, secrets: () => secrets });
  /** What was opened, to be closed last to first. */
  const open: (() => unknown)[] = [];
  const ending = new AbortController();
  const close = async (): Promise<void> => {
    ending.abort();
    for (const one of open.reverse())
      try {
        await one();
      } catch (error) {
        log.error('A part did not end as it should.', { error });
      }
    open.length = 0;
  };
  try {
    const directory = await lockDataDirectory(config.data);
    open.push(() => directory.release());
    const token = adminToken(config);
    secrets.add(token);
    const shelves = await openPersistence({ ...config, log, clock, signal: ending.signal });
    const { spool, seen, blocks } = shelves;
    open.push(async () => {
      await seen.sync();
      await blocks.close();
      await spool.close();
    });
    const hasStored = blocks.progress() !== undefined;
    const store = await openStore({ config, log, clock, signal: ending.signal, engineProgram, secrets, hasStored });
    open.push(() => store.close());

    const news = createNews(ending.signal);
    /** Starts a part when the tables are there; gives it from then on. */
    const whenTables = <Part>(start: () => Part, stop: (part: Part) => Promise<void>): (() => Part | undefined) => {
      let part: Part | undefined;
      const starting = store.tables.then((isThere) => {
        if (isThere) part = start();
      });
      open.push(async () => {
        await starting;
        if (part) await stop(part);
      });
      return () => part;
    };
    const inserter = whenTables(
      () => createInserter({ ...shelves, store: telling(store, news), rowsOf, log, now: clock }),
      (one) => one.stop(DRAIN_MS),
    );
    const retention = whenTables(
      () => createRetention({ store, projects: config.projects, clock, log }),
      (one) => one.stop(),
    );

    const projects = config.projects.map(({ id }) => id);
    const deadLetter = await createDeadLetter({ folder: join(config.data, 'dead-letter'), projects, clock, log });
    const ingest = createIngest({ projects: config.projects, spool, seen, deadLetter, clock });
    const since = clock();
    const duplicates = (project: string) => ({ count: ingest.duplicatesOf(project), since });
    const sessions = createSessions({ file: join(config.data, 'sessions.json'), token, clock, log });
    const onlookers = createOnlookers(clock);
    const metrics = createMetrics({
      counts: ingest.counts,
      deadLetter: deadLetter.stats,
      spool,
      store,
      clock,
      inserter: () =>
        inserter()?.stats() ?? {
          rowsInserted: 0,
          retries: 0,
          refused: 0,
          behindBytes: spool.stats().bytes,
          oldestAt: 0,
        },
      rowsDeleted: () => retention()?.stats().rowsDeleted ?? 0,
    });
    const app = await createServer({
      config,
      ingest,
      deadLetter,
      sessions,
      onlookers,
      spool,
      store,
      failing: () => inserter()?.stats().lastError ?? '',
      metrics,
      clock,
      log,
      publicFolder,
      insights: (app) =>
        registerInsights(app, {
          store,
          projects: config.projects,
          clock,
          news,
          onlookers,
          duplicates,
          isTaking: () => spool.stats().bytes < config.spool.maxBytes,
        }),
    });
    open.push(async () => {
      const late = setTimeout(() => app.server.closeAllConnections(), REQUESTS_MS);
      await app.close();
      clearTimeout(late);
      await Promise.all([deadLetter.idle(), sessions.idle()]);
    });
    const origin = await listen(app, config);
    const link = sessions.createLink();
    secrets.add(link);
    const demo = config.demo ? config.projects.find((one) => one.id === demoProject.id) : undefined;
    if (demo)
      await loadSample({
        file: join(publicFolder, 'sample.ndjson.gz'),
        marker: join(config.data, 'sample-loaded'),
        spool,
        project: demo,
        origin,
        clock,
      }).catch((error: unknown) => log.warn('The sample visits could not be loaded.', { error }));
    log.info('The collector is running.', { origin, isLoopback: isLoopback(config.host) });
    let stopping: Promise<void> | undefined;
    return {
      origin,
      loginLink: `${origin}/login/${link}`,
      tokenPlace:
        config.token === undefined ? `the token in ${tokenFile(config)}` : 'the admin token that you have set',
      stop: () => (stopping ??= close()),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

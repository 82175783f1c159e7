/**
 * Deletes what a project keeps no longer: events that were received longer ago than its `retentionDays`. They are gone
 * for every question at once; their place on disk is free when the engine merges, or at the latest when all that the
 * project had of a month is gone.
 */
import type { ConfiguredProject } from './config/load.ts';
import { type Pause, pauseByTimer } from './inserter/persist.ts';
import type { WritableStore } from './store/client.ts';
import type { Clock, Log, Statement } from './types.ts';

/** Between two rounds, ms: days are kept, so a quarter of one is exact enough. */
const EVERY_MS = 6 * 3_600_000;
/** After a round in which something failed, ms: an engine that was busy is not any more. */
const RETRY_MS = 3_600_000;
/** Between two looks whether a deletion is done, ms: one of 200,000 rows among a million takes 1.2 s (measured). */
const LOOK_MS = 1_000;
/** How long a deletion may take before the next project's turn, ms. The engine goes on with it. */
const PATIENCE_MS = 1_800_000;
const DAY_MS = 86_400_000;

/** Parts of a retention. */
export interface RetentionOptions {
  readonly store: Pick<WritableStore, 'ask' | 'run' | 'ready'>;
  readonly projects: readonly Pick<ConfiguredProject, 'id' | 'retentionDays'>[];
  readonly clock: Clock;
  readonly log: Log;
  readonly pause?: Pause;
}

/** A running retention. */
export interface Retention {
  /** Rows that were deleted since the start; an event that was inserted twice may be two. */
  stats(): { readonly rowsDeleted: number };
  /** Begins nothing more. What the engine was told to delete it deletes. */
  stop(): Promise<void>;
}

/** What a project has in one partition, a month of events. */
interface Held {
  readonly partition: string;
  readonly rows: number;
  readonly old: number;
}

const ofOld = 'project = {project:String} AND receivedAt < {before:Int64}';

const held = (params: Statement['params']): Statement => ({
  sql: `SELECT _partition_id AS partition, count() AS rows, countIf(receivedAt < {before:Int64}) AS old
    FROM events WHERE project = {project:String} GROUP BY partition HAVING old > 0 ORDER BY partition`,
  params,
  final: false,
});

const anyOld = (params: Statement['params']): Statement => ({
  sql: `SELECT 1 AS one FROM events WHERE ${ofOld} LIMIT 1`,
  params,
  final: false,
});

/** Marks rows and leaves the columns as they are: to write those anew can take more memory than the engine has. */
const deletion = (params: Statement['params']): Statement => ({
  sql: `DELETE FROM events WHERE ${ofOld} SETTINGS lightweight_deletes_sync = 0`,
  params,
});

/**
 * Documents of which nothing was received since: rows that are not merged yet are parts of one document, and go together
 * or not at all. Some outlive their events: a copy that came later is heard of, and not kept.
 */
const SILENT =
  'SELECT doc FROM documents WHERE project = {project:String} GROUP BY doc HAVING max(lastReceivedAt) < {before:Int64}';

const anySilent = (params: Statement['params']): Statement => ({
  sql: `${SILENT} LIMIT 1`,
  params,
  final: false,
  isInOrder: true,
});

const forgetting = (params: Statement['params']): Statement => ({
  sql: `DELETE FROM documents WHERE project = {project:String} AND doc IN (${SILENT}) SETTINGS lightweight_deletes_sync = 0`,
  params,
});

/** Takes marked rows off the disk. Names of partitions are the engine's own and cannot be bound. */
const removal = (partition: string): Statement => ({
  sql: `ALTER TABLE events APPLY DELETED MASK IN PARTITION ID '${partition.replaceAll(/\W/g, '')}' SETTINGS mutations_sync = 0`,
  params: {},
});

/** Starts: a round at once, as soon as the store is ready, then one every six hours. */
export function createRetention({ store, projects, clock, log, pause = pauseByTimer }: RetentionOptions): Retention {
  const ending = new AbortController();
  const { signal } = ending;
  let rowsDeleted = 0;

  async function deleteOld({ id, retentionDays }: Pick<ConfiguredProject, 'id' | 'retentionDays'>): Promise<void> {
    const params = { project: id, before: clock() - retentionDays * DAY_MS };
    const months = await store.ask<Held>(held(params), signal);
    if (months.length > 0) await store.run(deletion(params));
    if ((await store.ask(anySilent(params), signal)).length > 0) await store.run(forgetting(params));
    if (months.length === 0) return;
    for (let waitedMs = 0; (await store.ask(anyOld(params), signal)).length > 0; waitedMs += LOOK_MS) {
      if (waitedMs >= PATIENCE_MS) throw new Error('The store was told to delete old events and has not yet.');
      await pause(LOOK_MS, signal);
      if (signal.aborted) return;
    }
    const rows = months.reduce((sum, { old }) => sum + old, 0);
    rowsDeleted += rows;
    log.info('Old events were deleted.', { project: id, rows, retentionDays });
    for (const { partition, ...month } of months) if (month.old === month.rows) await store.run(removal(partition));
  }

  /** Gives whether all went well; one project's failure is not the next one's. */
  async function round(): Promise<boolean> {
    let isWell = true;
    for (const project of projects) {
      await store.ready(signal);
      try {
        await deleteOld(project);
      } catch (error) {
        if (signal.aborted) return true;
        isWell = false;
        log.warn('Old events could not be deleted; it is tried again within the hour.', { project: project.id, error });
      }
    }
    return isWell;
  }

  async function run(): Promise<void> {
    while (!signal.aborted) await pause((await round()) ? EVERY_MS : RETRY_MS, signal);
  }

  const running = run().catch((error: unknown) => {
    if (!signal.aborted) log.error('Old events are no longer deleted: a fault.', { error });
  });

  return {
    stats: () => ({ rowsDeleted }),
    async stop() {
      ending.abort();
      await running;
    },
  };
}

/** The real collector of a schedule: reached through the network's faults, killed now and then, and asked in the end. */
import type { LedgerRow } from '@watchglass/analysis';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredEvent } from '@watchglass/contract';
import { type CollectorOptions, eventually, type RunningCollector, startCollector } from '../collector.ts';
import { agent } from '../unit/collector/parts.ts';
import type { NetworkOptions } from './network.ts';

/** As many as a configuration takes: each schedule has one of its own, and so has each that is tried to shrink it. */
const PROJECTS = 1_000;

/** The inserter stores within a second; an engine that was left behind by a kill starts anew before, on a machine that works. */
const STORED_MS = 60_000;

/** All times that there are: a clock that jumped while a batch waited puts its events decades away. */
const everything = 'from=-8640000000000000&to=8640000000000000';

/** The end of the collector's log, in what a failed export says. */
const LOG_CHARS = 4_000;

/** The ledger as the collector answers it. */
export interface ServerLedger {
  readonly captured: number;
  readonly stored: number;
  readonly underway: number;
  readonly unknown: number;
  readonly dropped: number;
  /** Drops by reason, as the pages told. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** A collector with a project for each schedule. */
export interface Site {
  readonly collector: RunningCollector;
  /** A project that nobody has used. */
  nextProject(): string;
  /** Sends a body, as a browser does. */
  readonly forward: NetworkOptions['forward'];
  readonly rest: NetworkOptions['rest'];
  /** SIGKILL; with `ms`, so long after the next request has begun. */
  kill(ms?: number): Promise<void>;
  /** Starts it, unless it runs. */
  start(): Promise<void>;
  ledger(project: string): Promise<ServerLedger>;
  /** Waits until the store has everything, and gives all that it has of a project. */
  stored(project: string): Promise<StoredEvent[]>;
  /** Page views, clicks and errors as the overview counts them, and clicks as the heatmap does. */
  counts(project: string): Promise<{ pageViews: number; clicks: number; errors: number; cells: number }>;
}

/** Whether metrics tell of a store that has everything. */
const isAtRest = (metrics: string): boolean =>
  /^watchglass_store_ready 1$/m.test(metrics) && /^watchglass_spool_behind_bytes 0$/m.test(metrics);

/** Write key of a project. */
export const keyOf = (project: string): string => `pk_${project}`;

/** A started collector; whoever started it closes `collector`. */
export async function startSite(options: Pick<CollectorOptions, 'program'> = {}): Promise<Site> {
  const names = Array.from({ length: PROJECTS }, (_, at) => `s${at}`);
  const collector = await startCollector({
    ...options,
    config: [
      'limits: { requestsPerSecondPerIp: 1000000 }',
      'projects:',
      ...names.map((name) => `  - { id: ${name}, keys: [${keyOf(name)}], bots: include }`),
    ].join('\n'),
  });
  let isUp = true;
  let killAfterMs: number | undefined;
  const end = async (): Promise<void> => {
    isUp = false;
    await collector.kill();
  };
  const json = async <T>(path: string): Promise<T> => {
    const answer = await collector.ask(path);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const ledger: Site['ledger'] = async (project) => {
    const { rows } = await json<{ rows: LedgerRow[] }>(`/api/ledger?project=${project}`);
    const reasons = rows.flatMap((row) => (row.row === 'dropped' ? [[row.reason, row.count] as const] : []));
    const total = rows.find((row) => row.row === 'total');
    if (!total) throw new Error('The ledger has no total.');
    return { ...total, reasons: Object.fromEntries(reasons) };
  };

  const rest = (): Promise<unknown> =>
    eventually(async () => (isAtRest(await (await collector.ask('/metrics')).text()) ? true : undefined), {
      withinMs: STORED_MS,
    });

  return {
    collector,
    ledger,
    nextProject() {
      const name = names.shift();
      if (name === undefined) throw new Error('All projects are used.');
      return name;
    },
    async forward(body) {
      const sent = fetch(`${collector.origin()}/v1/batch`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain', 'user-agent': agent },
        body,
      });
      const dying = killAfterMs === undefined ? undefined : sleep(killAfterMs).then(end);
      killAfterMs = undefined;
      const [answer] = await Promise.allSettled([
        sent.then(async (one) => ({ status: one.status, text: await one.text(), headers: one.headers })),
        dying,
      ]);
      if (answer.status === 'rejected') throw new TypeError('fetch failed');
      return answer.value;
    },
    async kill(ms) {
      if (ms === undefined) await end();
      else killAfterMs = ms;
    },
    async start() {
      killAfterMs = undefined;
      if (isUp) return;
      await collector.start();
      isUp = true;
    },
    rest,
    async stored(project) {
      await rest();
      const answer = await collector.ask(`/api/events?project=${project}&${everything}`);
      if (!answer.ok)
        throw new Error(
          `The export answered ${answer.status}: ${await answer.text()}; ${collector.text().slice(-LOG_CHARS)}`,
        );
      return (await answer.text()).split('\n').flatMap((line) => (line ? [JSON.parse(line) as StoredEvent] : []));
    },
    async counts(project) {
      const about = `project=${project}&${everything}`;
      const overview = await json<{ rows: { row: string; pageViews: number; clicks: number; errors: number }[] }>(
        `/api/overview?${about}`,
      );
      const { columns } = await json<{ columns: { clicks: number[] } }>(
        `/api/heatmap?${about}&page=shop.example/&viewport=desktop`,
      );
      const totals = overview.rows.find(({ row }) => row === 'totals');
      const { pageViews = 0, clicks = 0, errors = 0 } = totals ?? {};
      return { pageViews, clicks, errors, cells: columns.clicks.reduce((sum, one) => sum + one, 0) };
    },
  };
}

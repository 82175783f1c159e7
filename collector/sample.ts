/** The demo's recorded visits, moved to now and to this collector's own shop, on the path that every event takes: the spool. */
import { createReadStream, existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { type Batch, laneOf, pageOf, type StoredEvent } from '@watchglass/contract';
import { demoProject, type ConfiguredProject } from './config/load.ts';
import { writeEntry } from './spool/entry.ts';
import type { Clock, Entry, Spool } from './types.ts';

/** Where and for whom. */
export interface SampleOptions {
  /** `sample.ndjson.gz`: stored events, one per line. */
  readonly file: string;
  /** Notes that it was done: once per data directory. */
  readonly marker: string;
  readonly spool: Pick<Spool, 'append'>;
  readonly project: ConfiguredProject;
  /** Origin at which the shop is served, `http://127.0.0.1:4680`. */
  readonly origin: string;
  readonly clock: Clock;
}

/** Where the sample's shop was recorded: a name that no network resolves (RFC 2606). */
const RECORDED_HOST = 'sample.watchglass.invalid';
const RECORDED_AT = `http://${RECORDED_HOST}`;

/** Entries in one append: some 50 kB. */
const GROUP = 50;

/** What the sample does not say of its browsers. */
const context: Batch['context'] = { language: '', timeZone: '', screenWidth: 0, screenHeight: 0, automated: false };

async function read({ file, origin, project }: SampleOptions): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  const { host } = new URL(origin);
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    if (line === '') continue;
    // pages that an event speaks of have a host and no scheme
    const moved = line.replaceAll(RECORDED_AT, origin).replaceAll(RECORDED_HOST, host);
    const event = JSON.parse(moved) as StoredEvent;
    event.page = pageOf(event.url, project.urlRules);
    events.push(event);
  }
  return events;
}

/** Batches as they were, with all their times moved by so many ms. */
function entriesOf(events: readonly StoredEvent[], byMs: number): Entry[] {
  const entries = new Map<string, Entry>();
  for (const stored of events) {
    const {
      batch,
      release,
      environment,
      sampleRate,
      receivedAt,
      skewMs,
      browser = '',
      batchDrops = {},
      ...event
    } = stored;
    event.at += byMs;
    if (event.kind === 'error') for (const crumb of event.breadcrumbs) crumb.at += byMs;
    const entry = entries.get(batch);
    if (entry) entry.batch.events.push(event);
    else
      entries.set(batch, {
        project: demoProject.id,
        receivedAt: receivedAt + byMs,
        skewMs,
        bot: false,
        browser,
        batch: {
          contract: 1,
          batch,
          lane: laneOf(event.kind),
          doc: event.doc,
          release,
          environment,
          sdk: 'sample',
          context,
          sampleRate,
          drops: batchDrops,
          events: [event],
        },
      });
  }
  return [...entries.values()];
}

/** The shift of a load that was begun, ms: one that was cut off is done again with the same times, or days would differ. */
async function shiftOf(file: string, fresh: () => number): Promise<number> {
  const begun = await readFile(file, 'utf8').catch(() => '');
  if (/^-?\d{1,16}$/.test(begun)) return Number(begun);
  const byMs = fresh();
  await writeFile(file, String(byMs), { mode: 0o600 });
  return byMs;
}

/** Loads the sample, unless that was done before; gives the number of events that it brought. */
export async function loadSample(options: SampleOptions): Promise<number> {
  const { file, marker, spool, clock } = options;
  if (existsSync(marker) || !existsSync(file)) return 0;
  const events = await read(options);
  const byMs = await shiftOf(`${marker}.shift`, () => {
    const last = events.reduce((latest, { at, skewMs }) => Math.max(latest, at + skewMs), Number.NEGATIVE_INFINITY);
    return Math.round(clock() - last);
  });
  const entries = entriesOf(events, byMs);
  for (let from = 0; from < entries.length; from += GROUP)
    await spool.append(entries.slice(from, from + GROUP).map(writeEntry));
  await writeFile(marker, '', { mode: 0o600 });
  await rm(`${marker}.shift`, { force: true });
  return events.length;
}

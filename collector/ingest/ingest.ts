/** A request of `POST /v1/batch` from JSON to receipts: who sends it, what is kept, and the wait until that is durable. */
import { type Receipt } from '@watchglass/contract';
import { createParsers } from '@watchglass/contract/parse';
import { Compile } from 'typebox/compile';
import type { ConfiguredProject } from '../config/load.ts';
import { writeEntry } from '../spool/entry.ts';
import type { Clock, Entry, SeenBatches, Spool } from '../types.ts';
import { isBotAgent } from './bots.ts';
import { type Cardinality, createCardinality } from './cardinality.ts';
import type { DeadLetter } from './deadLetter.ts';
import { type Judged, judgeBatch, TIME_MS } from './judge.ts';
import { createSanitizer } from './sanitize.ts';

/** What came, and from whom. */
interface Incoming {
  readonly value: unknown;
  /** Size of the body unpacked, bytes. */
  readonly bytes: number;
  readonly origin: string | undefined;
  readonly agent: string | undefined;
}

/** What is answered: receipts, or a status with a sentence that never repeats the input. */
type Outcome =
  | { readonly status: 202; readonly project: string; readonly receipts: readonly Receipt[] }
  | { readonly status: 400 | 401 | 403 | 503; readonly reason: string };

/** What happened, for `/metrics`. */
export interface IngestCounts {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Values that went into `(other)`. */
  readonly folded: number;
  readonly batches: number;
}

/** What ingest works with. */
export interface IngestOptions {
  readonly projects: readonly ConfiguredProject[];
  readonly spool: Pick<Spool, 'append'>;
  readonly seen: Pick<SeenBatches, 'has' | 'add'>;
  readonly deadLetter: Pick<DeadLetter, 'add'>;
  readonly clock: Clock;
}

/** Judges requests and hands on what is kept. */
export interface Ingest {
  /** Resolves when everything that is receipted is durable. Rejects only for a mistake of ours. */
  accept(incoming: Incoming): Promise<Outcome>;
  /**
   * Judges what was rejected before once more and hands on what is kept now; gives the reasons of the rest, '' for
   * what was kept. Rejects when the spool refuses.
   */
  retry(projectId: string, batch: unknown, bot: boolean, skewMs: number): Promise<readonly string[]>;
  counts(): IngestCounts;
}

/** A clock that differs by less is called right: networks and slow pages are within it. */
const SKEW_MS = 60_000;

/** ms to add to the client's times. */
const skewOf = (receivedAt: number, sentAt: number): number =>
  Math.abs(receivedAt - sentAt) < SKEW_MS ? 0 : Math.round(receivedAt - sentAt);

/** Makes the ingest of all projects; schemas are compiled here. */
export function createIngest({ projects, spool, seen, deadLetter, clock }: IngestOptions): Ingest {
  const parsers = createParsers((schema) => {
    const compiled = Compile(schema);
    return (value) => compiled.Check(value);
  });
  const byKey = new Map(projects.flatMap((project) => project.keys.map((key) => [key, project] as const)));
  const cardinality = new Map<string, Cardinality>(projects.map((one) => [one.id, createCardinality(clock)]));
  const counts = { accepted: 0, duplicates: 0, rejected: 0, folded: 0, batches: 0 };
  /** Batches on their way into the spool, by project and id. */
  const underway = new Map<string, Promise<void>>();

  const judge = (
    project: ConfiguredProject,
    candidates: readonly unknown[],
    { bytes, skewMs }: { readonly bytes: number; readonly skewMs: number },
  ): (Judged | undefined)[] => {
    const sanitizer = createSanitizer(project.urlRules);
    const folds = cardinality.get(project.id) ?? createCardinality(clock);
    return candidates.map((one) => judgeBatch(one, { parsers, sanitizer, cardinality: folds, bytes, skewMs }));
  };

  const store = async (project: string, entries: readonly Entry[]): Promise<void> => {
    if (entries.length === 0) return;
    const written = spool.append(entries.map(writeEntry));
    const names = entries.map((entry) => `${project}\n${entry.batch.batch}`);
    for (const name of names) underway.set(name, written);
    try {
      await written;
      for (const { batch, receivedAt } of entries) seen.add(project, batch.batch, receivedAt);
    } finally {
      for (const name of names) underway.delete(name);
    }
  };

  const accept = async ({ value, bytes, origin, agent }: Incoming): Promise<Outcome> => {
    const request = parsers.parseRequest(value);
    if (!request.ok) return { status: 400, reason: request.reason };
    const { key, sentAt, batches } = request.value;
    if (Math.abs(sentAt) > TIME_MS) return { status: 400, reason: 'sentAt: must be a time in ms' };
    const project = byKey.get(key);
    if (!project) return { status: 401, reason: 'key: is not a write key of this collector' };
    if (project.origins.length > 0 && !project.origins.includes((origin ?? '').toLowerCase()))
      return { status: 403, reason: 'origin: is not one of the origins that may send with this key' };

    const receivedAt = clock();
    const skewMs = skewOf(receivedAt, sentAt);
    const isBotRequest = isBotAgent(agent);
    const entries: Entry[] = [];
    const others: Promise<void>[] = [];
    const mine = new Set<string>();
    const receipts: Receipt[] = [];
    const dead: Judged[] = [];
    let accepted = 0;
    let duplicates = 0;
    for (const judged of judge(project, batches, { bytes, skewMs })) {
      if (!judged) continue;
      const { id, batch, rejected } = judged;
      const size = batch?.events.length ?? 0;
      const other = underway.get(`${project.id}\n${id}`);
      const isKnown = other !== undefined || mine.has(id) || seen.has(project.id, id);
      if (other) others.push(other);
      // a batch of which nothing is kept is not stored, and the next of its name is no duplicate
      if (size > 0) mine.add(id);
      counts.folded += judged.folded;
      if (isKnown) duplicates += size;
      else {
        accepted += size;
        if (judged.dead) dead.push(judged);
        if (batch)
          entries.push({
            project: project.id,
            receivedAt,
            skewMs,
            bot: isBotRequest || batch.context.automated,
            batch,
          });
      }
      receipts.push({ batch: id, accepted: isKnown ? 0 : size, duplicates: isKnown ? size : 0, rejected });
    }
    if (receipts.length === 0) return { status: 400, reason: 'batches: none of them has an id' };
    try {
      await Promise.all([store(project.id, entries), ...others]);
    } catch {
      return { status: 503, reason: 'Storage does not take more at the moment; send it again later.' };
    }
    counts.accepted += accepted;
    counts.duplicates += duplicates;
    counts.batches += receipts.length;
    for (const judged of dead) {
      counts.rejected += judged.rejected.length;
      if (judged.dead)
        deadLetter.add({ project: project.id, at: receivedAt, skewMs, bot: isBotRequest, ...judged.dead });
    }
    return { status: 202, project: project.id, receipts };
  };

  return {
    accept,
    retry: async (projectId, batch, bot, skewMs) => {
      const project = projects.find((one) => one.id === projectId);
      if (!project) return [`project: is not in the configuration any more`];
      const [judged] = judge(project, [batch], { bytes: Number.POSITIVE_INFINITY, skewMs });
      if (!judged) return ['batch: has no id'];
      if (judged.batch)
        await store(projectId, [{ project: projectId, receivedAt: clock(), skewMs, bot, batch: judged.batch }]);
      const reasons = new Map(judged.rejected.map((one) => [one.index, one.reason]));
      const { events } = batch as { events?: unknown[] };
      return (events ?? []).map((_, index) => reasons.get(index) ?? '');
    },
    counts: () => ({ ...counts }),
  };
}

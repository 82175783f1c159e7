/** A request of `POST /v1/batch` from JSON to receipts: who sends it, what is kept, and the wait until that is durable. */
import { browserOf, type Receipt } from '@watchglass/contract';
import { createParsers } from '@watchglass/contract/parse';
import { Compile } from 'typebox/compile';
import type { ConfiguredProject } from '../config/load.ts';
import { markOf } from '../spool/entry.ts';
import type { Clock, Entry, SeenBatches, Spool } from '../types.ts';
import { isBotAgent } from './bots.ts';
import { type Cardinality, createCardinality } from './cardinality.ts';
import type { DeadLetter, Letter } from './deadLetter.ts';
import { type Judged, judgeBatch, TIME_MS } from './judge.ts';
import { createKeeper } from './keep.ts';
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
  /** Batches for which the spool had no room. */
  readonly refused: number;
  /** Duplicates in batches that held something else the first time, which counts. */
  readonly conflicts: number;
}

/** What was known of who sent a batch that is tried again. */
type Sent = Pick<Letter, 'project' | 'bot' | 'browser' | 'skewMs'>;

/** What ingest works with. */
export interface IngestOptions {
  readonly projects: readonly ConfiguredProject[];
  readonly spool: Pick<Spool, 'append'>;
  readonly seen: Pick<SeenBatches, 'has' | 'add' | 'differs'>;
  readonly deadLetter: Pick<DeadLetter, 'add'>;
  readonly clock: Clock;
}

/** Judges requests and hands on what is kept. */
export interface Ingest {
  /** Resolves when everything that is receipted is durable; what found no room has no receipt. Rejects only for a mistake of ours. */
  accept(incoming: Incoming): Promise<Outcome>;
  /**
   * Judges what was rejected before once more and hands on what is kept now; gives the reasons of the rest, '' for
   * what was kept. Rejects when the spool refuses.
   */
  retry(batch: unknown, sent: Sent): Promise<readonly string[]>;
  counts(): IngestCounts;
  /** Events of a project that came again since the start, and were kept once. */
  duplicatesOf(projectId: string): number;
}

/** A clock that differs by less is called right: networks and slow pages are within it. */
const SKEW_MS = 60_000;

/** Finding the words for so many takes some 7 ms (measured): others are answered before the next ones. */
const REJECTED_PER_TURN = 500;

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
  const counts = { accepted: 0, duplicates: 0, rejected: 0, folded: 0, batches: 0, refused: 0, conflicts: 0 };
  const duplicates = new Map<string, number>();
  const keeper = createKeeper({ spool, seen });

  const judge = async (
    project: ConfiguredProject,
    candidates: readonly unknown[],
    { bytes, skewMs }: { readonly bytes: number; readonly skewMs: number },
  ): Promise<Judged[]> => {
    const sanitizer = createSanitizer(project.urlRules);
    const folds = cardinality.get(project.id) ?? createCardinality(clock);
    const found: Judged[] = [];
    let rejected = 0;
    for (const one of candidates) {
      const judged = judgeBatch(one, { parsers, sanitizer, cardinality: folds, bytes, skewMs });
      if (judged) found.push(judged);
      rejected += judged?.rejected.length ?? 0;
      if (rejected < REJECTED_PER_TURN) continue;
      rejected = 0;
      await new Promise(setImmediate);
    }
    return found;
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
    const browser = browserOf(agent);
    const found = await judge(project, batches, { bytes, skewMs });
    if (found.length === 0) return { status: 400, reason: 'batches: none of them has an id' };
    const before = found.map(({ id }) => keeper.known(project.id, id));
    /** Where each new batch comes first. One of which nothing is kept is not stored, and the next of its name is no duplicate. */
    const first = new Map<string, number>();
    const entries = found.flatMap(({ id, batch }, index): Entry[] => {
      if (!batch || before[index] || first.has(id)) return [];
      first.set(id, index);
      const bot = isBotRequest || batch.context.automated;
      return [{ project: project.id, receivedAt, skewMs, bot, browser, batch }];
    });
    const put = keeper.put(project.id, entries);
    const ends = await Promise.allSettled(
      found.map(({ id }, index) => before[index] ?? put.get(id) ?? Promise.resolve()),
    );

    const receipts: Receipt[] = [];
    for (const [index, { id, batch, rejected, dead, folded }] of found.entries()) {
      counts.folded += folded;
      if (ends[index]?.status === 'rejected') {
        counts.refused += 1;
        continue;
      }
      const size = batch?.events.length ?? 0;
      const isNew = before[index] === undefined && (first.get(id) ?? index) >= index;
      receipts.push({ batch: id, accepted: isNew ? size : 0, duplicates: isNew ? 0 : size, rejected });
      counts[isNew ? 'accepted' : 'duplicates'] += size;
      if (!isNew) duplicates.set(project.id, (duplicates.get(project.id) ?? 0) + size);
      if (!isNew && batch && seen.differs(project.id, id, markOf(batch))) counts.conflicts += size;
      if (!isNew || !dead) continue;
      counts.rejected += rejected.length;
      deadLetter.add({ project: project.id, at: receivedAt, skewMs, bot: isBotRequest, browser, ...dead });
    }
    counts.batches += receipts.length;
    if (receipts.length === 0)
      return { status: 503, reason: 'Storage does not take more at the moment; send it again later.' };
    return { status: 202, project: project.id, receipts };
  };

  return {
    accept,
    retry: async (batch, { project: projectId, bot, browser = '', skewMs }) => {
      const project = projects.find((one) => one.id === projectId);
      if (!project) return [`project: is not in the configuration any more`];
      const [judged] = await judge(project, [batch], { bytes: Number.POSITIVE_INFINITY, skewMs });
      if (!judged) return ['batch: has no id'];
      if (judged.batch) {
        const isBot = bot || judged.batch.context.automated;
        const entry = { project: projectId, receivedAt: clock(), skewMs, bot: isBot, browser, batch: judged.batch };
        await Promise.all(keeper.put(projectId, [entry]).values());
      }
      const reasons = new Map(judged.rejected.map((one) => [one.index, one.reason]));
      const { events } = batch as { events?: unknown[] };
      return (events ?? []).map((_, index) => reasons.get(index) ?? '');
    },
    counts: () => ({ ...counts }),
    duplicatesOf: (projectId) => duplicates.get(projectId) ?? 0,
  };
}

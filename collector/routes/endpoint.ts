/** One GET of the API: what it is called, what it takes and gives, and how it is registered. */
import type { LedgerDuplicates } from '@watchglass/analysis';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { TProperties, TSchema } from 'typebox';
import type { News } from '../news.ts';
import type { Ask, Audience } from '../queries/query.ts';
import { StoreError, type StoreErrorKind } from '../store/storeError.ts';
import type { Clock, Project, Store } from '../types.ts';
import type { Onlookers } from './onlookers.ts';
import { readQuery } from './parameters.ts';

/** What the routes of the insights need. */
export interface InsightDeps {
  readonly store: Store;
  readonly projects: readonly Project[];
  readonly clock: Clock;
  readonly news: Pick<News, 'after' | 'count'>;
  /** Events of a project that came again, and since when they are counted. */
  readonly duplicates: (project: string) => LedgerDuplicates;
  /** Told of each project that is asked for. */
  readonly onlookers: Pick<Onlookers, 'look'>;
}

/** One question, read and checked. */
export interface Question {
  /** Values of the parameters by name, as their schemas say. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly audience: Audience;
  readonly ask: Ask;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
}

/** One GET route. */
export interface Endpoint {
  /** As Fastify writes it. */
  readonly url: string;
  readonly summary: string;
  /** Parameters of the path by name. */
  readonly path?: TProperties;
  readonly query: TProperties;
  readonly answer: TSchema;
  /** Default `application/json`. */
  readonly type?: 'application/x-ndjson';
  /** Gives the body; a stream is sent as it comes. */
  handle(question: Question, deps: InsightDeps): Promise<unknown>;
}

/** Registers one endpoint. */
export function registerEndpoint(app: FastifyInstance, endpoint: Endpoint, deps: InsightDeps): void {
  const { store, projects, onlookers } = deps;
  app.get<{ Querystring: Record<string, unknown>; Params: Record<string, unknown> }>(
    endpoint.url,
    async (request, reply) => {
      const query = readQuery(endpoint.query, request.query);
      if (!query.ok) return reply.code(400).send({ error: query.reason });
      const path = readQuery(endpoint.path ?? {}, { ...request.params });
      if (!path.ok) return reply.code(400).send({ error: path.reason });
      const project = projects.find(({ id }) => id === query.value['project']);
      if ('project' in endpoint.query && !project)
        return reply.code(400).send({ error: 'project: expected the id of a project of this collector.' });
      if (project) onlookers.look(project.id);
      const signal = goneOf(reply);
      let body: unknown;
      try {
        body = await endpoint.handle(
          {
            input: { timeZone: project?.timeZone ?? 'UTC', ...query.value, ...path.value },
            audience: { project: project?.id ?? '', bots: project?.bots ?? 'exclude' },
            ask: (statement) => store.ask(statement, signal),
            signal,
          },
          deps,
        );
      } catch (error) {
        const sentence = sentenceOf(error, store);
        // a fault of ours: the server's handler logs it
        if (sentence === undefined) throw error;
        return reply.code(503).header('retry-after', '5').send({ error: sentence });
      }
      return reply.type(endpoint.type ?? 'application/json').send(body);
    },
  );
}

/** A signal that aborts when the connection closes before the answer was written. */
function goneOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** Failures that pass, that a shorter question does not have, or that a backup heals. */
const passing: ReadonlySet<StoreErrorKind> = new Set([
  'unreachable',
  'credentials',
  'busy',
  'timeout',
  'cancelled',
  'memory',
  'too_large',
  'damaged',
]);

/** What to say of a failed question; undefined when it is a fault of ours. */
function sentenceOf(error: unknown, store: Store): string | undefined {
  const { state, reason } = store.state();
  if (state !== 'ready' && reason !== '') return reason;
  return error instanceof StoreError && passing.has(error.kind) ? error.message : undefined;
}

/** What was rejected, for people: a list with reasons, and another try. */
import type { FastifyInstance } from 'fastify';
import type { DeadLetter, Letter } from '../ingest/deadLetter.ts';
import type { Ingest } from '../ingest/ingest.ts';

/** What the routes need. */
export interface DeadLetterDeps {
  readonly deadLetter: DeadLetter;
  readonly ingest: Pick<Ingest, 'retry'>;
}

/** Letters in one answer: more is no list for people. */
const MAX_LETTERS = 500;

/** The batch that a letter came in, with its event alone. */
const batchOf = ({ envelope, event }: Letter): unknown => ({ ...(envelope as object | null), events: [event] });

/** Registers `/api/dead-letter` and its replay. */
export function registerDeadLetter(app: FastifyInstance, { deadLetter, ingest }: DeadLetterDeps): void {
  app.get<{ Querystring: { project?: unknown } }>('/api/dead-letter', async (request, reply) => {
    const { project } = request.query;
    if (project !== undefined && typeof project !== 'string')
      return reply.code(400).send({ error: 'project: expected the id of one project.' });
    return { ...deadLetter.stats(), letters: await deadLetter.list(project, MAX_LETTERS) };
  });

  app.post('/api/dead-letter/replay', async (_request, reply) => {
    const { replayed, rejected, left } = await deadLetter.replay(async (letter) => {
      const [reason = ''] = await ingest.retry(batchOf(letter), letter);
      return reason;
    });
    if (left === 0) return { replayed, rejected };
    const error = `Storage does not take more at the moment: ${replayed} were stored, ${rejected} are wrong still, ${left} were not tried and are kept.`;
    return reply.code(503).send({ error, replayed, rejected, left });
  });
}

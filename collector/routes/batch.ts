/** `POST /v1/batch`: where browsers send their events. Any origin may, without cookies; what is answered repeats nothing of it. */
import { limits } from '@watchglass/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Ingest } from '../ingest/ingest.ts';
import { addressGroup, type RateLimiter } from '../ingest/rate.ts';
import { unpack } from '../ingest/unpack.ts';

/** What the route needs. */
export interface BatchDeps {
  readonly ingest: Ingest;
  readonly limiter: RateLimiter;
  /** A body that stands still for this long is given up, ms. */
  readonly stallMs: number;
  /** Told of each answer. */
  observe(status: number, ms: number): void;
}

/** A request that is refused may have cost as much as this many good ones. */
const REFUSED_COST = 10;

/** Seconds until a full spool is asked again: the inserter frees a segment in about that time. */
const FULL_RETRY_S = 10;

/** Ends a request whose body stands still for so long; 0: it is all there. */
function patience({ raw }: FastifyRequest, stallMs: number): void {
  // a request that was injected cannot stand still
  const timed = raw as Partial<typeof raw>;
  if (stallMs > 0) timed.setTimeout?.(stallMs, () => raw.destroy());
  else timed.setTimeout?.(0);
}

/** Registers the route, in a context of its own: no other takes text. */
export function registerBatch(app: FastifyInstance, { ingest, limiter, stallMs, observe }: BatchDeps): void {
  void app.register(async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      ['text/plain', 'application/json'],
      { parseAs: 'buffer', bodyLimit: limits.requestBytesPacked },
      (_request, body, done) => done(null, body),
    );
    const started = new WeakMap<object, number>();
    app.addHook('onRequest', async (request, reply) => {
      started.set(request, performance.now());
      void reply.header('access-control-allow-origin', '*');
      void reply.header('cross-origin-resource-policy', 'cross-origin');
      patience(request, stallMs);
    });
    app.addHook('preHandler', async (request) => patience(request, 0));
    app.addHook('onResponse', async (request, reply) =>
      observe(reply.statusCode, performance.now() - (started.get(request) ?? 0)),
    );

    app.options('/v1/batch', async (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-methods', 'POST')
        .header('access-control-allow-headers', 'content-type')
        // two hours: the most that Chromium keeps it
        .header('access-control-max-age', '7200')
        .send(),
    );

    const refuse = (reply: FastifyReply, status: number, error: string): FastifyReply =>
      reply.code(status).send({ error });

    app.post<{ Body: Buffer | undefined }>(
      '/v1/batch',
      {
        // before the body is read
        onRequest: async (request, reply) => {
          const waitMs = limiter.take(addressGroup(request.ip));
          if (waitMs > 0)
            return refuse(
              reply.header('retry-after', Math.ceil(waitMs / 1000)),
              429,
              'Too many requests from this address.',
            );
          return undefined;
        },
      },
      async (request, reply) => {
        // somebody who does not want this is not asked why
        if (request.headers['sec-gpc'] === '1') return reply.code(204).send();
        const { body } = request;
        if (!Buffer.isBuffer(body)) return refuse(reply, 400, 'body: is empty');
        const unpacked = await unpack(body);
        if (!unpacked.ok) {
          limiter.take(addressGroup(request.ip), REFUSED_COST);
          return refuse(reply, unpacked.status, unpacked.reason);
        }
        const outcome = await ingest.accept({
          value: unpacked.value,
          bytes: unpacked.bytes,
          origin: request.headers.origin,
          agent: request.headers['user-agent'],
        });
        if (outcome.status === 202)
          return reply
            .code(202)
            .type('application/json')
            .send(JSON.stringify({ receipts: outcome.receipts }));
        if (outcome.status === 503) void reply.header('retry-after', FULL_RETRY_S);
        return refuse(reply, outcome.status, outcome.reason);
      },
    );
  });
}

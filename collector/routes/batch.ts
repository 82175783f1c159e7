/** `POST /v1/batch`: where browsers send their events. Any origin may, without cookies; what is answered repeats nothing of it. */
import type { IncomingMessage } from 'node:http';
import { limits } from '@watchglass/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Ingest } from '../ingest/ingest.ts';
import { addressGroup, type RateLimiter } from '../ingest/rate.ts';
import { createRoom } from '../ingest/room.ts';
import { mostUnpacked, unpack } from '../ingest/unpack.ts';
import { noRoom, readBody } from './body.ts';
import type { Onlookers } from './onlookers.ts';

/** What the route needs. */
export interface BatchDeps {
  readonly ingest: Ingest;
  readonly limiter: RateLimiter;
  readonly onlookers: Pick<Onlookers, 'wants'>;
  /** A body that stands still for this long is given up, ms. */
  readonly stallMs: number;
  /** Told of each answer. */
  observe(status: number, ms: number): void;
}

/** A request that is refused may have cost as much as this many good ones. */
const REFUSED_COST = 10;

/** Bytes unpacked that one request may bring: a batch of the SDK's. What has more costs as often as much. */
const REQUEST_BYTES = 16_384;

/** So many rejected events cost as much as a request: finding the words for them takes longer than keeping them. */
const REJECTED_PER_REQUEST = 10;

/** Of a body on its way: four times what the SDK sends, and no more than 128 MiB on all connections. */
const FREE_BODY_BYTES = 65_536;

/** Of all bodies on their way that have more: 64 of the largest. */
const BODIES_BYTES = 67_108_864;

/** Of all requests at work, unpacked: four of the largest, each some 100 MB while it is JSON. */
const AT_WORK_BYTES = 33_554_432;

/** Seconds until a full spool is asked again: the inserter frees a segment in about that time. */
const FULL_RETRY_S = 10;

/** Seconds over which those that it refused come back: all of them at once would be the next thing that is too much. */
const SPREAD_S = 60;

/** How the SDK says that it comes at the time that it was told; others of its address make room for as many as were. */
const AGAIN = '?again';

/** Retry-After of a 503, drawn for each answer. */
const laterS = (): number => FULL_RETRY_S + Math.floor(Math.random() * SPREAD_S);

/** Ends a request whose body stands still for so long; 0: it is all there. */
function patience({ raw }: FastifyRequest, stallMs: number): void {
  // a request that was injected cannot stand still
  const timed = raw as Partial<typeof raw>;
  if (stallMs > 0) timed.setTimeout?.(stallMs, () => raw.destroy());
  else timed.setTimeout?.(0);
}

/** Registers the route, in a context of its own: no other takes text. */
export function registerBatch(app: FastifyInstance, { ingest, limiter, onlookers, stallMs, observe }: BatchDeps): void {
  const bodies = createRoom(BODIES_BYTES);
  const atWork = createRoom(AT_WORK_BYTES);
  const bodyLimits = { maxBytes: limits.requestBytesPacked, freeBytes: FREE_BODY_BYTES, room: bodies };
  void app.register(async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(['text/plain', 'application/json'], (request: FastifyRequest, payload: IncomingMessage) =>
      readBody(payload, Number(request.headers['content-length']), bodyLimits),
    );
    const started = new WeakMap<object, number>();
    // known while the connection is open: a page that was left is charged as well
    const senders = new WeakMap<object, string>();
    const senderOf = (request: FastifyRequest): string => senders.get(request) ?? '';
    app.addHook('onRequest', async (request, reply) => {
      started.set(request, performance.now());
      senders.set(request, addressGroup(request.ip));
      void reply.header('access-control-allow-origin', '*');
      // a page of another origin cannot read when to come again otherwise
      void reply.header('access-control-expose-headers', 'retry-after');
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

    const slowDown = (reply: FastifyReply, who: string): FastifyReply =>
      refuse(
        reply.header('retry-after', Math.ceil(limiter.place(who) / 1000)),
        429,
        'Too many requests from this address.',
      );

    const answer = async (request: FastifyRequest, reply: FastifyReply, body: Buffer): Promise<FastifyReply> => {
      const who = senderOf(request);
      let held = mostUnpacked(body);
      await atWork.take(held);
      try {
        // others of this address may have used up everything while this one waited
        if (limiter.debt(who) > 0) return slowDown(reply, who);
        const unpacked = await unpack(body);
        if (!unpacked.ok) {
          limiter.charge(who, REFUSED_COST);
          return refuse(reply, unpacked.status, unpacked.reason);
        }
        limiter.charge(who, Math.floor(unpacked.bytes / REQUEST_BYTES));
        atWork.free(held - unpacked.bytes);
        held = unpacked.bytes;
        const outcome = await ingest.accept({
          value: unpacked.value,
          bytes: unpacked.bytes,
          origin: request.headers.origin,
          agent: request.headers['user-agent'],
        });
        if (outcome.status === 202) {
          const rejected = outcome.receipts.reduce((sum, receipt) => sum + receipt.rejected.length, 0);
          limiter.charge(who, Math.floor(rejected / REJECTED_PER_REQUEST));
          return reply
            .code(202)
            .type('application/json')
            .send(JSON.stringify({ receipts: outcome.receipts, wants: onlookers.wants(outcome.project) }));
        }
        if (outcome.status === 503) void reply.header('retry-after', laterS());
        return refuse(reply, outcome.status, outcome.reason);
      } finally {
        atWork.free(held);
      }
    };

    app.post<{ Body: Buffer | typeof noRoom | undefined }>(
      '/v1/batch',
      {
        // before the body is read
        onRequest: async (request, reply) => {
          const who = senderOf(request);
          return limiter.take(who, request.url.endsWith(AGAIN)) > 0 ? slowDown(reply, who) : undefined;
        },
      },
      async (request, reply) => {
        // somebody who does not want this is not asked why
        if (request.headers['sec-gpc'] === '1') return reply.code(204).send();
        const { body } = request;
        if (body === noRoom)
          return refuse(
            reply.header('retry-after', laterS()).header('connection', 'close'),
            503,
            'Too much is sent at the same time; send it again later.',
          );
        if (!Buffer.isBuffer(body)) return refuse(reply, 400, 'body: is empty');
        return answer(request, reply, body);
      },
    );
  });
}

/** The HTTP server: limits and headers for all routes, then one plugin per noun. Everything it knows is handed to it. */
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Config } from './config/load.ts';
import { answerUnread, headBytes, limitConnections, sharedBy } from './connections.ts';
import type { DeadLetter } from './ingest/deadLetter.ts';
import type { Ingest } from './ingest/ingest.ts';
import { createRateLimiter } from './ingest/rate.ts';
import type { Metrics } from './metrics.ts';
import { registerBatch } from './routes/batch.ts';
import { registerDeadLetter } from './routes/deadLetter.ts';
import { registerFiles } from './routes/files.ts';
import { registerGuard } from './routes/guard.ts';
import { type HealthDeps, registerHealth } from './routes/health.ts';
import { registerLogin } from './routes/login.ts';
import type { Onlookers } from './routes/onlookers.ts';
import type { Sessions } from './routes/sessions.ts';
import type { Clock, Log, Store } from './types.ts';

/** How long a client may take, ms. */
interface Patience {
  /** For the head of a request. */
  readonly headMs: number;
  /** For a body that stands still. */
  readonly stallMs: number;
  /** For a request as a whole. */
  readonly requestMs: number;
}

/** What the server is made of. */
export interface ServerDeps {
  readonly config: Pick<Config, 'hosts' | 'trustedProxies' | 'demo' | 'limits' | 'spool'>;
  readonly ingest: Ingest;
  readonly deadLetter: DeadLetter;
  readonly sessions: Sessions;
  readonly onlookers: Onlookers;
  readonly spool: HealthDeps['spool'];
  readonly store: Store;
  readonly failing: HealthDeps['failing'];
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
  /** Folder of the built dashboard, shop and SDK. */
  readonly publicFolder: string;
  /** Adds the routes of the insights. */
  readonly insights?: (app: FastifyInstance) => void;
  /** Default: 10 s, 10 s and 60 s. */
  readonly patience?: Patience;
}

const patienceDefault: Patience = { headMs: 10_000, stallMs: 10_000, requestMs: 60_000 };

/** Open connections; more would only wait for each other on two cores. */
const MAX_CONNECTIONS = 2_000;

/** Of one address: a school behind it has enough, and it takes four such to keep everybody else out. */
const CONNECTIONS_PER_ADDRESS = 500;

/** JSON that people's browsers send to the dashboard's routes, bytes. */
const API_BYTES = 65_536;

/** Seconds at the limit's rate that one address may use at once: a page that comes back from offline. */
const BURST_S = 2;

const headers = {
  'content-security-policy':
    "default-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'; object-src 'none'; require-trusted-types-for 'script'; trusted-types watchglass",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/** Sentences for what Fastify refuses before a route is reached. */
const sentences: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body: is too large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content-type: expected application/json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'content-length: is not the length of the body',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body: is empty',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body: must be JSON',
  FST_ERR_BAD_URL: 'This address cannot be read.',
  FST_ERR_MAX_PARAM_LENGTH: 'A part of this address is too long.',
};
const sentenceOf = (code = ''): string => sentences[code] ?? 'This request cannot be read.';

/** Makes the server; `listen` is left to whoever made it. Rejects when a route is not in the access table. */
export async function createServer(deps: ServerDeps): Promise<FastifyInstance> {
  const { config, ingest, clock, log, metrics, sessions, patience = patienceDefault } = deps;
  const app = Fastify({
    logger: false,
    // addresses in headers are believed only when they come from these
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    bodyLimit: API_BYTES,
    requestTimeout: patience.requestMs,
    // an idle connection of a browser; its next request may take a new one
    keepAliveTimeout: 30_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'remove',
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: answerUnread,
    // no route, and so none of its hooks; left to itself Fastify repeats the address
    frameworkErrors: ({ code, statusCode = 400 }, _request, reply: FastifyReply) =>
      void reply
        .code(statusCode)
        .headers(headers)
        .send({ error: sentenceOf(code) }),
    http: {
      maxHeaderSize: headBytes,
      headersTimeout: patience.headMs,
      connectionsCheckingInterval: Math.min(1_000, patience.headMs),
    },
  });
  app.server.maxConnections = MAX_CONNECTIONS;
  limitConnections(app.server, CONNECTIONS_PER_ADDRESS, sharedBy(config.trustedProxies));

  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) void reply.header(name, value);
  });
  app.setErrorHandler((error: Error & { code?: string; statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      log.error('A request failed.', { error });
      return reply.code(status === 503 ? 503 : 500).send({ error: 'Something went wrong here; see the log.' });
    }
    return reply.code(status).send({ error: sentenceOf(error.code) });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'There is nothing here.' }));
  // text has its one place, /v1/batch; a form of another site sends nothing else
  app.removeContentTypeParser('text/plain');

  const guard = registerGuard(app, { hosts: config.hosts, sessions, clock });
  const perSecond = config.limits.requestsPerSecondPerIp;
  registerBatch(app, {
    ingest,
    limiter: createRateLimiter({ perSecond, burst: perSecond * BURST_S, clock }),
    onlookers: deps.onlookers,
    stallMs: patience.stallMs,
    observe: metrics.observe,
  });
  const { spool, store, failing } = deps;
  registerHealth(app, { spool, store, failing, maxSpoolBytes: config.spool.maxBytes, metrics, guard });
  registerLogin(app, { sessions, clock, home: config.demo ? '/demo/' : '/' });
  registerDeadLetter(app, { deadLetter: deps.deadLetter, ingest });
  registerFiles(app, { folder: deps.publicFolder, demo: config.demo });
  deps.insights?.(app);
  await app.ready();
  return app;
}

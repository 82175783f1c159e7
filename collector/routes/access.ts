/** Who may ask for what: every route of the collector is in this table, or the collector does not start. */

/** What a route asks of whoever calls it. */
export type Who =
  /** Everybody, with any Host: pages of other sites need it, and it tells nothing of anybody. */
  | 'anyone'
  /** Everybody who asked for this collector by one of its names. */
  | 'visitor'
  /** Whoever holds a write key of the request's project; judged by ingest itself. */
  | 'key'
  /** Who looks after the machine: asks from it, or has a session or the admin token. */
  | 'operator'
  /** Somebody who is logged in, or has the admin token. */
  | 'session';

/** Method and URL pattern of each route, as Fastify knows it. HEAD goes by GET. */
export const access: Readonly<Record<string, Who>> = {
  'POST /v1/batch': 'key',
  'OPTIONS /v1/batch': 'anyone',
  'GET /watchglass.js': 'anyone',
  'GET /:file': 'anyone',
  'GET /healthz': 'anyone',
  'GET /readyz': 'anyone',
  'GET /metrics': 'operator',
  'GET /': 'visitor',
  'GET /assets/*': 'visitor',
  'GET /shop/*': 'visitor',
  'GET /demo/*': 'visitor',
  'GET /login/:link': 'visitor',
  'POST /api/login': 'visitor',
  'POST /api/logout': 'visitor',
  'GET /api/me': 'session',
  'GET /api/projects': 'session',
  'GET /api/state': 'session',
  'GET /api/overview': 'session',
  'GET /api/catalogue': 'session',
  'GET /api/heatmap': 'session',
  'GET /api/attention': 'session',
  'GET /api/elements': 'session',
  'GET /api/scroll-reach': 'session',
  'GET /api/forms': 'session',
  'GET /api/errors': 'session',
  'GET /api/requests': 'session',
  'GET /api/funnel': 'session',
  'GET /api/sessions': 'session',
  'GET /api/sessions/:session': 'session',
  'GET /api/events': 'session',
  'GET /api/ledger': 'session',
  'GET /api/openapi.json': 'session',
  'GET /api/dead-letter': 'session',
  'POST /api/dead-letter/replay': 'session',
};

/** The entry of a route; undefined when it has none. */
export const accessOf = (method: string, url: string): Who | undefined =>
  access[`${method === 'HEAD' ? 'GET' : method} ${url}`];

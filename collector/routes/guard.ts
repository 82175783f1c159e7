/** What stands before every route: who may ask (`access.ts`), by which name, and from which page. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLoopback } from '../config/names.ts';
import { addressGroup, createRateLimiter } from '../ingest/rate.ts';
import type { Clock } from '../types.ts';
import { accessOf, type Who } from './access.ts';
import { attempts, slowDown } from './attempts.ts';
import { sessionCookie } from './cookie.ts';
import type { Sessions } from './sessions.ts';

/** What the guard goes by. */
export interface GuardOptions {
  /** Names beside loopback ones by which this collector may be asked for, as browsers send them. */
  readonly hosts: readonly string[];
  readonly sessions: Pick<Sessions, 'isOpen' | 'isToken'>;
  readonly clock: Clock;
}

/** A refusal as status and sentence, or as the time after which the answer can be asked for. */
type Refusal = { readonly status: 401 | 403; readonly error: string } | { readonly waitMs: number };

/** Host name of a Host header, lower case, without its port and an address's brackets. */
const nameOf = (host: string): string =>
  host
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/\.$|^\[|\]$/g, '');

const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer (\S{1,1024})$/i.exec(request.headers.authorization ?? '')?.[1];

/** Whether a request comes from a page of another origin, as its browser says. */
function isForeign(request: FastifyRequest): boolean {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string' && site !== 'same-origin' && site !== 'none') return true;
  if (origin === undefined) return false;
  const own = (request.headers.host ?? '').toLowerCase();
  return origin.toLowerCase() !== `http://${own}` && origin.toLowerCase() !== `https://${own}`;
}

/** What the guard knows of a request, for a route that is anyone's and does not tell everybody everything. */
export interface Guard {
  /** Whether it comes from who looks after the machine. */
  isOperator(request: FastifyRequest): boolean;
}

/** Registers the guard: routes without an entry in the table cannot be added, and every request is judged. */
export function registerGuard(app: FastifyInstance, { hosts, sessions, clock }: GuardOptions): Guard {
  const isOurName = (host: string): boolean => isLoopback(nameOf(host)) || hosts.includes(nameOf(host));

  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat())
      if (!accessOf(one, url)) throw new Error(`route ${one} ${url}: has no entry in the access table`);
  });

  const guesses = createRateLimiter({ ...attempts, clock });

  const refusalOf = (request: FastifyRequest, who: Who): Refusal | undefined => {
    if (who === 'anyone' || who === 'key') return undefined;
    const { host } = request.headers;
    // a name of somebody else that leads here is how a page of theirs reaches into this machine
    if (host === undefined || (!isOurName(host) && who !== 'operator'))
      return {
        status: 403,
        error: 'This collector is not known by that Host name; list it under hosts in the configuration.',
      };
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (changes && isForeign(request))
      return { status: 403, error: 'This request comes from a page of another origin.' };
    if (who === 'visitor') return undefined;
    const bearer = bearerOf(request);
    if (bearer !== undefined) {
      // judged before it is looked at: what is said of a guess that came too soon must not depend on it
      const address = addressGroup(request.ip);
      const waitMs = guesses.take(address);
      if (waitMs > 0) return { waitMs };
      if (sessions.isToken(bearer)) {
        guesses.charge(address, -1);
        return undefined;
      }
    }
    if (who === 'operator' && isLoopback(request.ip) && isLoopback(nameOf(host))) return undefined;
    const cookie = isOurName(host) ? sessionCookie(request) : undefined;
    if (cookie === undefined || !sessions.isOpen(cookie))
      return { status: 401, error: 'Please log in, or send the admin token: Authorization: Bearer <token>.' };
    // every browser that has our cookie sends one of them with a request that changes something
    if (changes && request.headers.origin === undefined && request.headers['sec-fetch-site'] === undefined)
      return { status: 403, error: 'This request does not say which page it comes from.' };
    return undefined;
  };

  app.addHook('onRequest', async (request, reply) => {
    const { url } = request.routeOptions;
    // no such route
    if (url === undefined) return undefined;
    const who = accessOf(request.method, url);
    const refusal: Refusal | undefined = who ? refusalOf(request, who) : { status: 403, error: 'Not allowed.' };
    if (!refusal) return undefined;
    if ('waitMs' in refusal) return slowDown(reply, refusal.waitMs);
    return reply.code(refusal.status).send({ error: refusal.error });
  });

  return { isOperator: (request) => refusalOf(request, 'operator') === undefined };
}

/** Logging in and out: by the link that the start printed, or by the admin token. */
import type { FastifyInstance } from 'fastify';
import { addressGroup, createRateLimiter } from '../ingest/rate.ts';
import type { Clock } from '../types.ts';
import { attempts, slowDown } from './attempts.ts';
import { sessionCookie, setCookie } from './cookie.ts';
import type { Sessions } from './sessions.ts';

/** What logins need. */
export interface LoginDeps {
  readonly sessions: Sessions;
  readonly clock: Clock;
  /** Path that a login leads to. */
  readonly home: string;
}

/** Attempts of all addresses together: a hundred at once, then five a second. */
const ALL = { perSecond: 5, burst: 100 };

const late =
  'This login link was used before or is older than 10 minutes. Restart the collector for a new one, or log in with the admin token.';

/** Registers `/login/:link`, `/api/login`, `/api/logout` and `/api/me`. */
export function registerLogin(app: FastifyInstance, { sessions, clock, home }: LoginDeps): void {
  const one = createRateLimiter({ ...attempts, clock });
  const all = createRateLimiter({ ...ALL, clock });
  const waitMs = (ip: string): number => one.take(addressGroup(ip)) || all.take('');
  app.get<{ Params: { link: string } }>('/login/:link', async (request, reply) => {
    // a browser that only looks ahead must not use it up
    if (request.method === 'HEAD' || /prefetch|prerender/.test(String(request.headers['sec-purpose'] ?? '')))
      return reply.code(503).send();
    const cookie = sessionCookie(request);
    const wait = waitMs(request.ip);
    if (wait > 0) return slowDown(reply, wait);
    const id = sessions.openByLink(request.params.link);
    if (id !== undefined)
      return reply.header('set-cookie', setCookie(id, request.protocol === 'https')).redirect(home, 303);
    if (cookie !== undefined && sessions.isOpen(cookie)) return reply.redirect(home, 303);
    return reply.code(403).type('text/plain; charset=utf-8').send(late);
  });

  app.post<{ Body: { token?: unknown } | undefined }>('/api/login', async (request, reply) => {
    const wait = waitMs(request.ip);
    if (wait > 0) return slowDown(reply, wait);
    const token = request.body?.token;
    if (typeof token !== 'string') return reply.code(400).send({ error: 'token: expected the admin token as a text.' });
    const id = sessions.openByToken(token);
    if (id === undefined) return reply.code(401).send({ error: 'That is not the admin token.' });
    // whoever was logged in here before is not any more: ids are never carried over a login
    const before = sessionCookie(request);
    if (before !== undefined) sessions.end(before);
    return reply.header('set-cookie', setCookie(id, request.protocol === 'https')).send({ ok: true });
  });

  app.post('/api/logout', async (request, reply) => {
    const id = sessionCookie(request);
    if (id !== undefined) sessions.end(id);
    return reply.header('set-cookie', setCookie('', request.protocol === 'https')).send({ ok: true });
  });

  app.get('/api/me', async () => ({ role: 'admin' }));
}

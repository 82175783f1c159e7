/** The one cookie: an opaque session id that no script can read and no other site can send. */
import type { FastifyRequest } from 'fastify';

const NAME = 'watchglass_session';

/** The session id of a request; undefined when it has none. */
export function sessionCookie(request: FastifyRequest): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === NAME && value && /^[\w-]{1,100}$/.test(value)) return value;
  }
  return undefined;
}

/** `Set-Cookie` for a session; '' for its end. `isSecure`: the browser speaks TLS with us or our proxy. */
export const setCookie = (id: string, isSecure: boolean): string =>
  `${NAME}=${id}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${id === '' ? 0 : 604_800}${isSecure ? '; Secure' : ''}`;

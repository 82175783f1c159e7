/** Guessing a secret, by login or by header: how often, and what is said to somebody who tries more. */
import type { FastifyReply } from 'fastify';

/** Of one address: ten at once, then one every six seconds. */
export const attempts = { perSecond: 1 / 6, burst: 10 } as const;

/** Answers an attempt that came too soon. */
export function slowDown(reply: FastifyReply, waitMs: number): FastifyReply {
  const waitS = Math.ceil(waitMs / 1000);
  return reply
    .code(429)
    .header('retry-after', waitS)
    .send({ error: `Too many attempts; try again in ${waitS} s.` });
}

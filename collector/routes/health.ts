/** For those who run it: is the process alive, does everything work, and how much of it. */
import type { FastifyInstance } from 'fastify';
import type { Guard } from './guard.ts';
import type { Metrics } from '../metrics.ts';
import type { Spool, Store } from '../types.ts';

/** What is looked at. */
export interface HealthDeps {
  readonly spool: Pick<Spool, 'stats'> & {
    /** Why the disk takes nothing, as a sentence; '' while it does. Without it the disk is not looked at. */
    readonly fullDisk?: () => Promise<string>;
  };
  readonly store: Pick<Store, 'state'>;
  /** What keeps the inserter from storing, as a sentence; '' when nothing does. */
  readonly failing: () => string;
  readonly maxSpoolBytes: number;
  readonly metrics: Metrics;
  readonly guard: Guard;
}

/** Said to everybody instead of a reason, which names folders and hosts. */
const UNTOLD = 'Ask from the machine itself, or with the admin token, for the reason.';

/** Registers `/healthz`, `/readyz` and `/metrics`. */
export function registerHealth(app: FastifyInstance, deps: HealthDeps): void {
  const { spool, store, failing, maxSpoolBytes, metrics, guard } = deps;

  app.get('/healthz', async () => ({ ok: true }));

  app.get('/readyz', async (request, reply) => {
    const { bytes } = spool.stats();
    const full =
      bytes >= maxSpoolBytes
        ? 'The spool is full; nothing is taken until the store has caught up.'
        : ((await spool.fullDisk?.().catch(() => 'The disk of the spool cannot be read.')) ?? '');
    const isFull = full !== '';
    const { state, reason } = store.state();
    // a store that answers may still take nothing: read-only, full, too many parts
    const why = state === 'ready' ? failing() : reason;
    const isStoring = state === 'ready' && why === '';
    const ready = !isFull && isStoring;
    const told = (sentence: string): string => (sentence === '' || guard.isOperator(request) ? sentence : UNTOLD);
    return reply.code(ready ? 200 : 503).send({
      ready,
      spool: {
        ready: !isFull,
        bytes,
        reason: told(full),
      },
      store: { ready: isStoring, state, reason: told(why) },
    });
  });

  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.print()));
}

/** What is done when the network is back. It is of the idle chunk: until that has come, a wait ends by itself. */
import type { CaptureContext } from '../capture/context.ts';

/** Spread of those who come back at once, ms: a second is the shortest wait of who had to wait. */
const SPREAD_MS = 1_000;

/**
 * Sends what waits. A network that is back is back for thousands of pages; a collector gives those that it refuses a time
 * each, which it cannot keep for them when others go on coming for a minute.
 */
export const watchOnline = (ctx: CaptureContext): void =>
  ctx.listen(window, 'online', () => void ctx.after(Math.random() * SPREAD_MS, ctx.flush as () => void));

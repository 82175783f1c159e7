/**
 * The chunk of what only some sites ask for: captures of their own, traces, batches that stay in the browser, and a word on
 * mistakes.
 */
import type { CaptureContext } from './capture/context.ts';
import { nameMistakes } from './mistaken.ts';
import { startPlugins } from './plugins.ts';
import { keepLocally } from './sinks/local.ts';
import { traceRequests } from './traced.ts';

/** Starts what it asks for. */
export function startExtra(ctx: CaptureContext): void {
  ctx.settings.keep = keepLocally;
  // what waited for it has been refused until now, and waits longer each time
  void ctx.flush();
  traceRequests(ctx);
  ctx.guard(nameMistakes)(ctx);
  startPlugins(ctx);
}

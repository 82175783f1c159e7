/** The chunk of what only some sites ask for: captures of their own, and batches that stay in the browser. */
import type { CaptureContext } from './capture/context.ts';
import { startPlugins } from './plugins.ts';
import { keepLocally } from './sinks/local.ts';

/** Starts what it asks for. */
export function startExtra(ctx: CaptureContext): void {
  ctx.settings.keep = keepLocally;
  startPlugins(ctx);
}

/** The chunk of what only some sites ask for: captures of their own, batches that stay in the browser, and hints for developers. */
import type { CaptureContext } from './capture/context.ts';
import { nameIgnored } from './ignored.ts';
import { startPlugins } from './plugins.ts';
import { keepLocally } from './sinks/local.ts';

/** Starts what it asks for. */
export function startExtra(ctx: CaptureContext): void {
  ctx.settings.keep = keepLocally;
  startPlugins(ctx);
  nameIgnored(ctx);
}

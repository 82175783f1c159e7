/** Whether somebody wants to look: `?watchglass=debug` in the URL of the page. */
import type { CaptureContext } from './capture/context.ts';
import type { Listen } from './page/listen.ts';

/** Loads the inspector when the URL asks for it; from here on no listener of a signal hears what is done in it. */
export function startInspected(ctx: CaptureContext, load: () => void): void {
  if (new URLSearchParams(location.search).get('watchglass') !== 'debug') return;
  const { listen } = ctx;
  const elsewhere: Listen = (target, types, handler) =>
    listen(target, types, (event) => {
      if (!ctx.own || event.target !== ctx.own) handler(event as never);
    });
  ctx.listen = elsewhere;
  load();
}

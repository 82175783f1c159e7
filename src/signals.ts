/**
 * The idle chunk: what is worth its bytes only once the page has come to rest. The core loads it and hands it the functions
 * that both need (`kit.ts`); it loads the second one (`detail.ts`), and for who asks
 * the inspector and `extra.ts`.
 */
import { isAsked, startAsked } from './asked.ts';
import type { Capture, CaptureContext } from './capture/context.ts';
import { captureDeadClick } from './capture/deadClick.ts';
import { captureErrorClick } from './capture/errorClick.ts';
import { captureRageClick } from './capture/rageClick.ts';
import { createReactions } from './capture/reaction.ts';
import type { Reactions } from './capture/watched.ts';
import { captureRequest } from './capture/request.ts';
import { LEAST, spotAt } from './capture/spot.ts';
import { answerLateCalls } from './late.ts';
import { canvases } from './page/drawn.ts';
import { fitting } from './page/fitting.ts';
import { hrefOf } from './page/href.ts';
import { isOff, isPlayful } from './page/inviting.ts';
import { observe } from './page/observe.ts';
import { startInspected } from './inspected.ts';
import { watchHistory } from './page/history.ts';
import { gzip } from './page/pack.ts';
import { watchOnline } from './pipeline/online.ts';

/** By the name of its option in `capture`; some look at the same clicks. */
const capturesOf = (ctx: CaptureContext): Readonly<Record<string, Capture>> => {
  let reactions: Reactions | undefined;
  ctx.watched = () => (reactions ??= createReactions(ctx));
  const withReactions =
    (capture: (reactions: Reactions) => Capture): Capture =>
    () =>
      capture((ctx.watched as () => Reactions)())(ctx);
  return {
    rageClick: withReactions(captureRageClick),
    deadClick: withReactions(captureDeadClick),
    errorClick: withReactions(captureErrorClick),
    request: captureRequest((ended) => reactions?.request(ended)),
  };
};

/** What the second chunk needs of this one; its build looks for them here, as for the kit. */
const handedOn = [canvases, fitting, hrefOf, isOff, isPlayful, LEAST, observe, spotAt, startAsked] as const;

/** Signals of the second chunk. */
const DETAIL =
  'attention deadSwipe error exposure form longFrame quickBack resourceError scroll selection thrashedCursor violation vital'.split(
    ' ',
  );

/** Starts what the site has not switched off, and loads the second chunk when something of it is wanted. */
export function startSignals(
  ctx: CaptureContext,
  loadDetail: (more: typeof handedOn) => void,
  loadInspector: () => void,
  loadExtra: () => void,
): void {
  const { settings } = ctx;
  settings.pack = gzip;
  ctx.guard(startInspected)(ctx, loadInspector);
  ctx.guard(watchHistory)(ctx);
  ctx.guard(watchOnline)(ctx);
  ctx.guard(answerLateCalls)(ctx);
  startAsked(ctx, capturesOf(ctx));
  if (
    settings.debug ||
    settings.plugins[0] ||
    settings.traceOrigins[0] ||
    Object.keys(settings.capture ?? {})[0] ||
    settings.sinks.some(({ name }) => name === 'local')
  )
    loadExtra();
  if (DETAIL.some((name) => isAsked(settings, name))) loadDetail(handedOn);
}

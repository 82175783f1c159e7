/**
 * The idle chunk: signals that are worth their bytes only once the page has come to rest. Loaded by the core, which hands
 * it the functions that both need (`kit.ts`).
 */
import type { Capture, CaptureContext } from './capture/context.ts';
import { captureDeadClick } from './capture/deadClick.ts';
import { captureErrorClick } from './capture/errorClick.ts';
import { captureLongFrame } from './capture/longFrame.ts';
import { captureRageClick } from './capture/rageClick.ts';
import { captureRequest } from './capture/request.ts';
import { captureResourceError } from './capture/resourceError.ts';
import { captureScroll } from './capture/scroll.ts';
import { captureViolation } from './capture/violation.ts';
import { captureVital } from './capture/vital.ts';
import { answerLateCalls } from './late.ts';
import { watchHistory } from './page/history.ts';
import { gzip } from './page/pack.ts';
import { createReactions, type Reactions } from './capture/reaction.ts';
import { warn } from './page/say.ts';

/** By the name of its option in `capture`; some look at the same clicks. */
const capturesOf = (ctx: CaptureContext): Readonly<Record<string, Capture>> => {
  let reactions: Reactions | undefined;
  const withReactions =
    (capture: (reactions: Reactions) => Capture): Capture =>
    () =>
      capture((reactions ??= createReactions(ctx)))(ctx);
  return {
    rageClick: withReactions(captureRageClick),
    deadClick: withReactions(captureDeadClick),
    errorClick: withReactions(captureErrorClick),
    scroll: captureScroll,
    request: captureRequest((ended) => reactions?.request(ended)),
    resourceError: captureResourceError,
    violation: captureViolation,
    vital: captureVital,
    longFrame: captureLongFrame,
  };
};

/** Starts every capture that the site has not switched off. */
export function startSignals(ctx: CaptureContext): void {
  const { settings } = ctx;
  settings.pack = gzip;
  watchHistory(ctx);
  answerLateCalls(ctx);
  const { capture, rest } = settings;
  const captures = capturesOf(ctx);
  const isList = Array.isArray(capture);
  const asked = (isList ? Object.fromEntries(capture.map((one) => [one, true])) : capture) as Record<string, unknown>;
  for (const [name, value] of Object.entries(asked))
    if (!(name in captures) && !(name in settings)) warn(`capture: ${name}: expected ${Object.keys(captures)}`);
    else if (typeof value !== 'boolean') warn(`capture: ${name}: expected boolean`);
  for (const [name, run] of Object.entries(captures)) if (asked[name] ?? (rest && !isList)) ctx.guard(run)(ctx);
}

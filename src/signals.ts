/**
 * The idle chunk: signals that are worth their bytes only once the page has come to rest. Loaded by the core, which hands
 * it the functions that both need (`kit.ts`).
 */
import type { BodyOf } from '@watchglass/contract';
import type { Capture, CaptureContext } from './capture/context.ts';
import { captureAttention } from './capture/attention.ts';
import { captureExposure } from './capture/exposure.ts';
import { captureForm } from './capture/form.ts';
import { captureQuickBack } from './capture/quickBack.ts';
import { captureSelection } from './capture/selection.ts';
import { captureThrashedCursor } from './capture/thrashedCursor.ts';
import type { Stop } from './page/listen.ts';
import { watchOverhead } from './page/overhead.ts';
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
    attention: captureAttention,
    exposure: captureExposure,
    form: captureForm,
    selection: captureSelection,
    thrashedCursor: captureThrashedCursor,
    quickBack: captureQuickBack,
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
  /** What ends each capture. */
  const ends: Record<string, readonly Stop[]> = {};
  for (const [name, run] of Object.entries(captures)) {
    const others = new Set(ctx.stops);
    if (asked[name] ?? (rest && !isList)) ctx.guard(run)(ctx);
    ends[name] = [...ctx.stops].filter((one) => !others.has(one));
  }
  const notes: string[] = [];
  const refine = ctx.refine;
  ctx.refine = (kind, body) =>
    kind === 'sdk' && notes[0]
      ? { ...body, notes: [...(body as unknown as BodyOf<'sdk'>).notes, ...notes] }
      : refine?.(kind, body);
  ctx.guard(watchOverhead)(ctx, settings.overheadBudgetMs, (name) => {
    ends[name]?.forEach((stop) => stop());
    notes.push(`shed:${name}`);
  });
}

/**
 * The second idle chunk, loaded by the first: signals that refine the picture and that the page can do without, which is
 * why they are shed when the SDK takes more time than the site allows.
 */
import type { BodyOf, Kind } from '@watchglass/contract';
import { startAsked } from './asked.ts';
import { captureAttention } from './capture/attention.ts';
import type { Capture, CaptureContext } from './capture/context.ts';
import { captureDeadSwipe } from './capture/deadSwipe.ts';
import { captureErrorCount } from './capture/errorCount.ts';
import { captureExposure } from './capture/exposure.ts';
import { captureForm } from './capture/form.ts';
import { captureLongFrame } from './capture/longFrame.ts';
import { captureQuickBack } from './capture/quickBack.ts';
import { captureResourceError } from './capture/resourceError.ts';
import { captureScroll } from './capture/scroll.ts';
import { captureSelection } from './capture/selection.ts';
import { captureThrashedCursor } from './capture/thrashedCursor.ts';
import { captureViolation } from './capture/violation.ts';
import { captureVital } from './capture/vital.ts';
import { tryPlatform } from './page/honest.ts';
import { watchOverhead } from './page/overhead.ts';

/** By the name of its option in `capture`. */
const captures: Readonly<Record<string, Capture>> = {
  attention: captureAttention,
  deadSwipe: captureDeadSwipe,
  exposure: captureExposure,
  form: captureForm,
  longFrame: captureLongFrame,
  quickBack: captureQuickBack,
  resourceError: captureResourceError,
  scroll: captureScroll,
  selection: captureSelection,
  thrashedCursor: captureThrashedCursor,
  violation: captureViolation,
  vital: captureVital,
};

/** Starts what the site has not switched off, and ends it when the budget is spent. */
export function startDetail(ctx: CaptureContext): void {
  // what it throws is counted, so that nobody takes silence for peace
  ctx.guard(tryPlatform)(ctx.guard);
  ctx.guard(captureErrorCount)(ctx);
  const ends = startAsked(ctx, captures);
  const notes: string[] = [];
  const { refine } = ctx;
  ctx.refine = ctx.guard(<K extends Kind>(kind: K, body: BodyOf<K>): BodyOf<K> | undefined =>
    kind === 'sdk' && notes[0]
      ? { ...body, notes: [...(body as unknown as BodyOf<'sdk'>).notes, ...notes] }
      : refine?.(kind, body),
  );
  ctx.guard(watchOverhead)(ctx, ctx.settings.overheadBudgetMs, (name) => {
    ends[name]?.forEach((stop) => stop());
    notes.push(`shed:${name}`);
  });
}

/** How sure it is that clicks in a row were made in frustration. */

/** Rule and version. */
export const rageClickRule = 'rage_click@1';

/** What was seen of the streak. */
export interface RageClickFeatures {
  /** Clicks. */
  readonly count: number;
  /** From the first to the last, ms. */
  readonly spanMs: number;
  /** Shortest span of three of them in a row, ms. */
  readonly threeMs: number;
  /** Longest distance from the first, px. */
  readonly spreadPx: number;
  /** Clicks that the page had answered before the next came. */
  readonly answered: number;
  /** They were double clicks: every second one had its answer. */
  readonly doubles: number;
  /** Text was selected, a canvas of the page changed, or the pointer was over what is made to be clicked often: fields, media, canvas. */
  readonly playful: number;
}

/** Three in a second is the field's commonest bound (PostHog, Datadog); definitions differ in whether span or gaps count. */
const THREE_MS = 1_000;

/** 0 to 1. */
export function rageClickConfidence({ count, threeMs, answered, doubles, playful }: RageClickFeatures): number {
  if (count < 3 || threeMs > THREE_MS || playful) return 0;
  // the last click has no next one: its answer says nothing
  const ignored = 1 - (doubles ? 2 * answered + 1 : answered) / (count - 1);
  const sure = Math.min(1, 0.8 + count * 0.03);
  return Math.round(sure * (ignored >= 0.5 ? 1 : ignored) * 100) / 100;
}

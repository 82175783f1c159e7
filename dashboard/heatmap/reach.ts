/** The lines of the scroll layer and the rows of its table. */
import type { ScrollReachAnswer } from '@watchglass/analysis';

/** A line across the page. */
export interface ReachMark {
  /** Depth, percent of the content. */
  readonly percent: number;
  readonly text: string;
  /** The end of the first screen; all others are shares of views. */
  readonly isFold: boolean;
}

/** Shares of views that get a line. */
const QUARTERS = [75, 50, 25] as const;

/** Last percent of the content that at least this share (0..1) of the views saw. */
export function depthOf(reach: ScrollReachAnswer, share: number): number {
  let depth = 0;
  reach.reach.forEach((reached, percent) => {
    if (reached >= share) depth = percent;
  });
  return depth;
}

/** Lines from top to bottom: the first screen, and how far three, two and one quarter of the views got. */
export function reachMarks(reach: ScrollReachAnswer): ReachMark[] {
  if (reach.views === 0) return [];
  const byDepth = new Map<number, number>();
  // of quarters that ended together the largest says most
  for (const quarter of [...QUARTERS].reverse()) byDepth.set(depthOf(reach, quarter / 100), quarter);
  const quarters = [...byDepth].map(([percent, quarter]) => ({
    percent,
    text: percent === 100 ? `${quarter} % of views got to the end` : `${quarter} % of views got this far`,
    isFold: false,
  }));
  const fold =
    reach.foldPercent < 100
      ? [{ percent: reach.foldPercent, text: 'First screen of half of the views', isFold: true }]
      : [];
  return [...fold, ...quarters].sort((a, b) => a.percent - b.percent);
}

/** Depths of the table, percent of the content. */
export const tableDepths: readonly number[] = Array.from({ length: 11 }, (_, i) => i * 10);

/**
 * Colour of the veil over what this share (0..1) of the views saw: clear where all did, and never so dense that the
 * page below cannot be read. Blue on light and dark pages alike.
 */
export const veilAt = (share: number): string => `rgb(44 58 200 / ${Math.round(75 * (1 - share))}%)`;

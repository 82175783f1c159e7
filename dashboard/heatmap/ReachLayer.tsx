/** How far down views got, drawn over the page: a veil that is the denser the fewer saw it, and a line per quarter. */
import type { ScrollReachAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { type ReachMark, reachMarks, veilAt } from './reach.ts';
import type { Seen } from './seen.ts';

/** Parts of the layer. */
export interface ReachLayerProps {
  readonly reach: ScrollReachAnswer;
  readonly seen: Seen;
  readonly scale: number;
  /** 0..1 */
  readonly opacity: number;
}

/** Two labels closer than this would cover each other. */
const LABEL_PX = 24;

/** The layer. */
export function ReachLayer({ reach, seen, scale, opacity }: ReachLayerProps): JSX.Element {
  const height = seen.contentHeight * scale;
  const stops = reach.reach.map((share, percent) => `${veilAt(share)} ${percent}%`);
  return (
    <div
      class="heat-reach"
      data-testid="heatmap-reach"
      style={{ height: `${height}px`, transform: `translateY(${-seen.scrollTop * scale}px)` }}
    >
      {reach.views > 0 && (
        <div
          class="heat-reach-veil"
          style={{ opacity, backgroundImage: `linear-gradient(to bottom, ${stops.join(', ')})` }}
        />
      )}
      {apart(reachMarks(reach), height).map(({ mark, labelTop }) => (
        <div
          key={mark.text}
          class="heat-reach-mark"
          data-testid="heatmap-reach-line"
          data-percent={mark.percent}
          data-fold={mark.isFold || undefined}
          style={{ top: `${(mark.percent / 100) * height}px` }}
        >
          <span style={{ top: `${labelTop - (mark.percent / 100) * height}px` }}>{mark.text}</span>
        </div>
      ))}
    </div>
  );
}

/** Labels stand above their lines, or as far below as the label above them needs. */
function apart(marks: readonly ReachMark[], height: number): { mark: ReachMark; labelTop: number }[] {
  let free = 0;
  return marks.map((mark) => {
    const labelTop = Math.max(free, (mark.percent / 100) * height - LABEL_PX);
    free = labelTop + LABEL_PX;
    return { mark, labelTop };
  });
}

/** Where the pointer was, by page height: strips that are the denser the longer it was in them. */
import type { AttentionAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { duration, percent } from '../shell/format.ts';
import { bandCount, bandsOf } from './bands.ts';
import type { Seen } from './seen.ts';

/** Densest strip: the page below it can still be read. */
const MOST_PERCENT = 65;
/** Colour of a strip by its share of the densest one, 0..1. */
const bandAt = (share: number): string => `rgb(214 88 24 / ${Math.round(MOST_PERCENT * share)}%)`;

/** From no time to the most, for the legend. */
export const bandGradient = `linear-gradient(to right, ${bandAt(0)}, ${bandAt(1)})`;

/** A strip with less than this of all time needs no words. */
const TOLD = 0.03;

/** The layer. */
export function BandsLayer({
  attention,
  seen,
  scale,
  opacity,
}: {
  readonly attention: AttentionAnswer;
  readonly seen: Seen;
  readonly scale: number;
  /** 0..1 */
  readonly opacity: number;
}): JSX.Element {
  const height = seen.contentHeight * scale;
  const { ms } = bandsOf(attention, seen.extents, seen.contentHeight);
  const most = Math.max(1, ...ms);
  return (
    <div
      class="heat-reach"
      data-testid="heatmap-bands"
      style={{ height: `${height}px`, transform: `translateY(${-seen.scrollTop * scale}px)` }}
    >
      {ms.map((bandMs, band) => (
        <div
          key={band}
          class="heat-band"
          data-testid="heatmap-band"
          data-ms={Math.round(bandMs)}
          style={{
            top: `${(band * height) / bandCount}px`,
            height: `${height / bandCount}px`,
            background: bandAt((bandMs * opacity) / most),
          }}
        >
          {bandMs / Math.max(1, attention.dwellMs) >= TOLD && (
            <span>
              {duration(bandMs)} · {percent(bandMs / attention.dwellMs)}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

/** What is under the pointer, in words. For eyes only: the list says the same to everybody. */
import type { ClickGridAnswer, ElementsAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { counted, percent } from '../shell/format.ts';
import { nameOf } from './names.ts';
import type { Seen } from './seen.ts';
import { nearPx, type Pointed } from './sight.ts';

/** Parts of a tip. */
export interface TipProps {
  /** What is counted, one of it. */
  readonly word: string;
  readonly pointed: Pointed;
  readonly seen: Seen;
  readonly scale: number;
  readonly grid: ClickGridAnswer;
  readonly elements: ElementsAnswer;
}

/** Room between pointer and tip, px. */
const GAP = 12;

/** A tip beside the pointer, on the side where there is more room. */
export function Tip({ word, pointed, seen, scale, grid, elements }: TipProps): JSX.Element | null {
  const cell = grid.elements[pointed.index];
  const element = cell && elements.elements.find((one) => one.key === cell.key && one.index === cell.index);
  if (!element && pointed.near === 0) return null;
  const isRight = pointed.x > seen.width / 2;
  const isLow = pointed.y > seen.height / 2;
  const x = isRight ? (seen.width - pointed.x) * scale + GAP : pointed.x * scale + GAP;
  const y = isLow ? (seen.height - pointed.y) * scale + GAP : pointed.y * scale + GAP;
  return (
    <div
      class="tip heat-tip"
      data-testid="heatmap-tip"
      aria-hidden="true"
      style={{ [isRight ? 'right' : 'left']: `${x}px`, [isLow ? 'bottom' : 'top']: `${y}px` }}
    >
      <strong>{counted(pointed.near, word)} here</strong>
      <span class="muted">within {nearPx} px</span>
      {element && (
        <p>
          <span>{nameOf(element)}</span>
          <span class="muted">
            {counted(element.clicks, 'click')} · {percent(element.share)} of all
          </span>
        </p>
      )}
    </div>
  );
}

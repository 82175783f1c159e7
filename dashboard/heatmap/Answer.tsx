/** The answer in words, above the map. */
import type { JSX } from 'preact';
import { counted, duration } from '../shell/format.ts';
import { type Range, rangeInWords } from '../shell/range.ts';
import { viewportName } from './Controls.tsx';
import { bandGradient } from './BandsLayer.tsx';
import { paletteGradient } from './palette.ts';
import { isHeat, type Layer, wordOf } from './layers.ts';
import { veilAt } from './reach.ts';
import type { HeatmapData } from './useHeatmap.ts';

/** `412 clicks on 23 elements`, how long the pointer rested, or how far half of the views got. */
export function Answer({
  data,
  layer,
  range,
}: {
  readonly data: HeatmapData;
  readonly layer: Layer;
  readonly range: Range;
}): JSX.Element {
  const { elements, grid, reach, attention } = data;
  const where = `on ${viewportName(data.viewport)} ${rangeInWords(range)}`;
  return (
    <div class="heat-answer" data-testid="heatmap-answer">
      {isHeat(layer) ? (
        <>
          <p class="answer">
            <strong data-testid="heatmap-clicks">{counted(grid.clicks, wordOf(layer))}</strong>
            {grid.clicks > 0 && ` on ${counted(grid.elements.length, 'element')}`}
          </p>
          <p class="muted">
            {counted(elements.views, 'view')} {where}
          </p>
        </>
      ) : layer === 'attention' ? (
        <>
          <p class="answer">
            <strong data-testid="heatmap-dwell">{duration(attention?.dwellMs ?? 0)}</strong> of attention on{' '}
            {counted(attention?.elements.length ?? 0, 'element')}
          </p>
          <p class="muted">
            {counted(attention?.views ?? 0, 'view')} with a pointer, {where}
          </p>
        </>
      ) : reach.views === 0 ? (
        <>
          <p class="answer">No view has ended yet</p>
          <p class="muted">A view counts once its page was left or hidden, {where}</p>
        </>
      ) : (
        <>
          <p class="answer">
            Half of the views saw <strong data-testid="heatmap-median">{reach.medianPercent} %</strong> of the page
          </p>
          <p class="muted">
            {counted(reach.views, 'view')} that ended, {where}
          </p>
        </>
      )}
      <p class="heat-legend" aria-hidden="true">
        <span>{isHeat(layer) ? `Fewer ${wordOf(layer)}s` : layer === 'attention' ? 'Less time' : 'All views'}</span>
        <span
          class="heat-palette"
          style={{
            backgroundImage: isHeat(layer)
              ? paletteGradient
              : layer === 'attention'
                ? bandGradient
                : `linear-gradient(to right, ${veilAt(1)}, ${veilAt(0)})`,
          }}
        />
        <span>{isHeat(layer) ? 'more, close together' : layer === 'attention' ? 'more' : 'none'}</span>
      </p>
    </div>
  );
}

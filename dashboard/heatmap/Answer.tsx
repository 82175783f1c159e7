/** The answer in words, above the map. */
import type { JSX } from 'preact';
import { counted } from '../shell/format.ts';
import { type Range, rangeInWords } from '../shell/range.ts';
import { viewportName } from './Controls.tsx';
import { paletteGradient } from './palette.ts';
import { veilAt } from './reach.ts';
import type { Layer } from './Stage.tsx';
import type { HeatmapData } from './useHeatmap.ts';

/** `412 clicks on 23 elements`, or how far half of the views got. */
export function Answer({
  data,
  layer,
  range,
}: {
  readonly data: HeatmapData;
  readonly layer: Layer;
  readonly range: Range;
}): JSX.Element {
  const { elements, reach } = data;
  const where = `on ${viewportName(data.viewport)} ${rangeInWords(range)}`;
  return (
    <div class="heat-answer" data-testid="heatmap-answer">
      {layer === 'click' ? (
        <>
          <p class="answer">
            <strong data-testid="heatmap-clicks">{counted(elements.clicks, 'click')}</strong>
            {elements.clicks > 0 && ` on ${counted(elements.elements.length, 'element')}`}
          </p>
          <p class="muted">
            {counted(elements.views, 'view')} {where}
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
        <span>{layer === 'click' ? 'Fewer clicks' : 'All views'}</span>
        <span
          class="heat-palette"
          style={{
            backgroundImage:
              layer === 'click' ? paletteGradient : `linear-gradient(to right, ${veilAt(1)}, ${veilAt(0)})`,
          }}
        />
        <span>{layer === 'click' ? 'more, close together' : 'none'}</span>
      </p>
    </div>
  );
}

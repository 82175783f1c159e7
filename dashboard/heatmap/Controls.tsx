/** What the map shows: which page, how wide a screen, what is drawn and how. */
import type { CatalogueAnswer } from '@watchglass/analysis';
import { type ViewportClass, viewportClasses } from '@watchglass/contract';
import type { JSX } from 'preact';
import { Choice } from '../shell/Choice.tsx';
import { counted, shortPage } from '../shell/format.ts';
import { type Layer, layers } from './layers.ts';

/** Least and usual opacity of the heat, percent: below the one nothing shows, at the other the page can be read. */
export const opacityPercent = { least: 20, usual: 80 } as const;

const names: Readonly<Record<ViewportClass, string>> = { phone: 'Phone', tablet: 'Tablet', desktop: 'Desktop' };

/** Name and drawn width of a viewport class. */
export const viewportName = (viewport: ViewportClass): string =>
  `${names[viewport]} ${viewportClasses.find(({ name }) => name === viewport)?.drawnPx ?? ''}`;

/** Picks a page. */
export function PagePicker({
  page,
  pages,
  pick,
}: {
  readonly page: string;
  readonly pages: CatalogueAnswer['pages'];
  readonly pick: (page: string) => void;
}): JSX.Element {
  const all = pages.map((one) => one.page);
  return (
    <label class="heat-picker">
      <span class="hidden">Page</span>
      <select
        class="field"
        data-testid="heatmap-page"
        data-focus="search"
        value={page}
        onChange={(event) => pick(event.currentTarget.value)}
      >
        {!all.includes(page) && <option value={page}>{page} · no views in this range</option>}
        {pages.map((one) => (
          <option key={one.page} value={one.page}>
            {shortPage(one.page, all)} · {counted(one.views, 'view')}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The row of switches above the stage. */
export interface SwitchesProps {
  readonly viewport: ViewportClass;
  readonly layer: Layer;
  readonly isFullSize: boolean;
  /** Percent. */
  readonly opacity: number;
  readonly setViewport: (viewport: ViewportClass) => void;
  readonly setLayer: (layer: Layer) => void;
  readonly setFullSize: (isFullSize: boolean) => void;
  readonly setOpacity: (percent: number) => void;
}

/** Switches. */
export function Switches(props: SwitchesProps): JSX.Element {
  return (
    <div class="heat-switches">
      <Choice
        label="Size of the screen"
        testid="heatmap-viewport"
        value={props.viewport}
        options={viewportClasses.map(({ name }) => ({ value: name, text: viewportName(name) }))}
        onChange={props.setViewport}
      />
      <Choice<Layer>
        label="Drawn over the page"
        testid="heatmap-layer"
        value={props.layer}
        options={layers}
        onChange={props.setLayer}
      />
      <Choice
        label="Scale"
        testid="heatmap-scale"
        value={props.isFullSize ? '1' : 'fit'}
        options={[
          { value: 'fit', text: 'Fit' },
          { value: '1', text: '100 %' },
        ]}
        onChange={(value) => props.setFullSize(value === '1')}
      />
      <label class="heat-opacity">
        <span>Opacity</span>
        <input
          type="range"
          data-testid="heatmap-opacity"
          min={opacityPercent.least}
          max={100}
          step={5}
          value={props.opacity}
          onInput={(event) => props.setOpacity(event.currentTarget.valueAsNumber)}
        />
        <output class="number">{props.opacity} %</output>
      </label>
    </div>
  );
}

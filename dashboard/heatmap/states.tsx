/** What the heatmap shows instead of numbers. */
import type { JSX } from 'preact';
import { Nothing } from '../shell/Nothing.tsx';
import { rangeInWords } from '../shell/range.ts';
import { Skeleton } from '../shell/states.tsx';
import type { Query } from '../shell/useQuery.ts';
import { viewportName } from './Controls.tsx';
import { isHeat, type Layer, layers, wordOf } from './layers.ts';
import { HeatmapPicture } from './picture.tsx';
import type { HeatmapData } from './useHeatmap.ts';

/** No page was viewed: what this page will show, and what to do now. */
export const NoPages = ({ range, known = 0 }: Pick<Query<unknown>, 'range' | 'known'>): JSX.Element => (
  <Nothing
    known={known}
    here={`No page was viewed ${rangeInWords(range)}`}
    yet="No clicks yet"
    picture={<HeatmapPicture />}
  >
    This page will show each of your pages with the clicks of your visitors on it, and a list of what they clicked.
    Click around on a page that carries the Watchglass tag and the map fills as you watch.
  </Nothing>
);

/** Grey blocks in the size of what will stand there. */
export function Waiting({ part }: { readonly part: 'main' | 'side' }): JSX.Element {
  return (
    <div aria-busy="true" aria-label="Counting" class="heat-waiting">
      <Skeleton height={part === 'main' ? 480 : 92} />
      {part === 'side' && <Skeleton height={44} lines={8} />}
    </div>
  );
}

/** Says that a layer has nothing to draw. */
export function NoneOf({ layer }: { readonly layer: Exclude<Layer, 'scroll'> }): JSX.Element {
  const { meaning = '' } = layers.find(({ value }) => value === layer) ?? {};
  return (
    <div class="panel" data-testid="heatmap-none">
      <p>
        {layer === 'attention'
          ? 'No pointer was seen here on a screen of this size.'
          : `No ${isHeat(layer) ? wordOf(layer) : ''}s here on a screen of this size.`}
      </p>
      <p class="panel-note">{meaning}</p>
    </div>
  );
}

/** Says where the clicks are when the chosen size of screen has none. */
export function Elsewhere({
  data,
  setViewport,
}: {
  readonly data: HeatmapData;
  readonly setViewport: (viewport: string) => void;
}): JSX.Element {
  const others = (['phone', 'tablet', 'desktop'] as const).filter((name) => data.classes[name].clicks > 0);
  return (
    <div class="panel" data-testid="heatmap-no-clicks">
      <p>Nobody clicked here on a screen of this size.</p>
      {others.length > 0 && (
        <p class="heat-elsewhere">
          {others.map((name) => (
            <button key={name} type="button" class="button" onClick={() => setViewport(name)}>
              {viewportName(name)}: {data.classes[name].clicks}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

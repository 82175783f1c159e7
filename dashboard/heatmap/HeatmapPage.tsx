/** Where people click and how far they scroll, over the page as they saw it. */
import type { ViewportClass } from '@watchglass/contract';
import type { JSX } from 'preact';
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { StartButtons } from '../shell/DataMenu.tsx';
import { useDesk } from '../shell/desk.ts';
import { date } from '../shell/format.ts';
import { Page } from '../shell/Page.tsx';
import { type Range, rangeInWords, useRange, zone } from '../shell/range.ts';
import { Empty, Failure, Skeleton } from '../shell/states.tsx';
import { useUrlState } from '../shell/urlState.ts';
import type { DataSource } from '../source/source.ts';
import { Answer } from './Answer.tsx';
import { opacityPercent, PagePicker, Switches, viewportName } from './Controls.tsx';
import { ElementsPanel, type RankedElement } from './ElementsPanel.tsx';
import { HeatmapPicture } from './picture.tsx';
import { ReachPanel } from './ReachPanel.tsx';
import { type Layer, Stage } from './Stage.tsx';
import { type HeatmapData, isViewport, useHeatmap } from './useHeatmap.ts';

function Nothing({ range }: { readonly range: Range }): JSX.Element {
  const desk = useDesk();
  const [, setRange] = useRange();
  const state = desk.state.value;
  if (state && state.events > 0)
    return (
      <Empty title={`No page was viewed ${rangeInWords(range)}`} picture={<HeatmapPicture />}>
        <p>
          The data here runs from {date(state.firstAt, zone())} to {date(state.lastAt, zone())}.
        </p>
        <div class="empty-actions">
          <button type="button" class="button button-main" onClick={() => setRange({ kind: 'all' })}>
            Show all data
          </button>
        </div>
      </Empty>
    );
  return (
    <Empty title="No clicks yet" picture={<HeatmapPicture />}>
      <p>
        This page will show each of your pages with the clicks of your visitors on it, and a list of what they clicked.
        Click around on a page that carries the Watchglass tag and the map fills as you watch.
      </p>
      <StartButtons />
    </Empty>
  );
}

function Waiting({ part }: { readonly part: 'main' | 'side' }): JSX.Element {
  return (
    <div aria-busy="true" aria-label="Counting" class="heat-waiting">
      <Skeleton height={part === 'main' ? 480 : 92} />
      {part === 'side' && <Skeleton height={44} lines={8} />}
    </div>
  );
}

/** Says where the clicks are when the chosen size of screen has none. */
function Elsewhere({
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

/** Rows of the list with their places in the grid, and whether they are on the page. */
function rank({ grid, elements }: HeatmapData, found: readonly boolean[]): RankedElement[] {
  const places = new Map(grid.elements.map((one, index) => [`${one.index} ${one.key}`, index]));
  return elements.elements.map((element) => {
    const index = places.get(`${element.index} ${element.key}`) ?? -1;
    return { element, index, isFound: found[index] };
  });
}

/** The heatmap. */
export function HeatmapPage({ source }: { readonly source: DataSource }): JSX.Element {
  const [wantedPage, setPage] = useUrlState('page');
  const [wantedViewport, setViewport] = useUrlState('viewport');
  const [layerText, setLayer] = useUrlState('layer', 'click');
  const [scale, setScale] = useUrlState('scale', 'fit');
  const [opacityText, setOpacity] = useUrlState('opacity', String(opacityPercent.usual));
  const [range] = useRange();
  const desk = useDesk();
  const { catalogue, view, page, url } = useHeatmap(source, wantedPage, wantedViewport);
  const [active, setActive] = useState(-1);
  const [pointed, setPointed] = useState(-1);
  const [found, setFound] = useState<readonly boolean[]>([]);
  const show = useRef<(index: number) => void>(() => {});
  const onFound = useCallback((now: readonly boolean[]) => setFound(now), []);

  const layer: Layer = layerText === 'scroll' ? 'scroll' : 'click';
  const opacity = Math.min(100, Math.max(opacityPercent.least, Number(opacityText) || opacityPercent.usual));
  const isFullSize = scale === '1';
  // what belongs to another page or class must not be drawn over this one
  const data = view.data?.page === page && isAsked(view.data, wantedViewport) ? view.data : undefined;
  const ranked = useMemo(() => (data ? rank(data, found) : []), [data, found]);
  const error = catalogue.error || view.error;
  // the address comes with the catalogue: without it the stage would begin with a guess
  const isLocated = catalogue.data !== undefined || catalogue.error !== '';
  const lastViewport = useRef<ViewportClass>('desktop');
  if (data) lastViewport.current = data.viewport;
  const viewport = isViewport(wantedViewport) ? wantedViewport : lastViewport.current;
  const isFilling = desk.busy.value !== '' && (desk.state.value?.events ?? 0) === 0;
  const isEmpty = catalogue.data?.pages.length === 0 && page === '';

  return (
    <Page
      title="Heatmap"
      isWide
      queries={[catalogue, view]}
      controls={page !== '' && <PagePicker page={page} pages={catalogue.data?.pages ?? []} pick={setPage} />}
    >
      {error !== '' && (
        <Failure
          what="The heatmap"
          sentence={error}
          retry={() => {
            catalogue.retry();
            view.retry();
          }}
        />
      )}
      {isEmpty && !isFilling ? (
        <Nothing range={range} />
      ) : (
        <>
          <Switches
            viewport={viewport}
            layer={layer}
            isFullSize={isFullSize}
            opacity={opacity}
            setViewport={setViewport}
            setLayer={setLayer}
            setFullSize={(full) => setScale(full ? '1' : 'fit')}
            setOpacity={(percent) => setOpacity(String(percent), { replace: true })}
          />
          <div class="heat" data-viewport={viewport}>
            <div class="heat-main">
              {data && isLocated ? (
                <Stage
                  key={`${data.viewport} ${page} ${url}`}
                  page={page}
                  url={url}
                  viewport={data.viewport}
                  grid={data.grid}
                  elements={data.elements}
                  reach={data.reach}
                  layer={layer}
                  isFullSize={isFullSize}
                  opacity={opacity / 100}
                  active={active}
                  show={show}
                  onFound={onFound}
                  onPoint={setPointed}
                />
              ) : (
                error === '' && <Waiting part="main" />
              )}
            </div>
            <div class="heat-side">
              {!data ? (
                error === '' && <Waiting part="side" />
              ) : (
                <>
                  <Answer data={data} layer={layer} range={range} />
                  {layer === 'scroll' ? (
                    <ReachPanel reach={data.reach} isStale={view.isStale} />
                  ) : data.elements.elements.length === 0 ? (
                    <Elsewhere data={data} setViewport={setViewport} />
                  ) : (
                    <ElementsPanel
                      ranked={ranked}
                      views={data.elements.views}
                      pointed={pointed}
                      isStale={view.isStale}
                      activate={setActive}
                      show={(index) => show.current?.(index)}
                    />
                  )}
                </>
              )}
            </div>
          </div>
        </>
      )}
    </Page>
  );
}

const isAsked = (data: HeatmapData, wanted: string): boolean => !isViewport(wanted) || data.viewport === wanted;

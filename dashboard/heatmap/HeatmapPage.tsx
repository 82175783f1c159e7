/** Where people click, get stuck and look, and how far they scroll, over the page as they saw it. */
import type { ViewportClass } from '@watchglass/contract';
import type { JSX } from 'preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import { useFilling } from '../shell/desk.ts';
import { Page } from '../shell/Page.tsx';
import { Failure } from '../shell/states.tsx';
import { useUrlState } from '../shell/urlState.ts';
import type { DataSource } from '../source/source.ts';
import { Answer } from './Answer.tsx';
import { AttentionPanel } from './AttentionPanel.tsx';
import { opacityPercent, PagePicker, Switches } from './Controls.tsx';
import { ElementsPanel } from './ElementsPanel.tsx';
import { isHeat, layerOf } from './layers.ts';
import { ReachPanel } from './ReachPanel.tsx';
import { SeenPanel } from './SeenPanel.tsx';
import { Stage } from './Stage.tsx';
import { Elsewhere, NoneOf, NoPages, Waiting } from './states.tsx';
import { type HeatmapData, isViewport, useHeatmap } from './useHeatmap.ts';

/** The heatmap. */
export function HeatmapPage({ source }: { readonly source: DataSource }): JSX.Element {
  const [wantedPage, setPage] = useUrlState('page');
  const [wantedViewport, setViewport] = useUrlState('viewport');
  const [layerText, setLayer] = useUrlState('layer', 'click');
  const [scale, setScale] = useUrlState('scale', 'fit');
  const [opacityText, setOpacity] = useUrlState('opacity', String(opacityPercent.usual));
  const wantedLayer = layerOf(layerText);
  const { catalogue, view, page, url } = useHeatmap(source, wantedPage, wantedViewport, wantedLayer);
  const [active, setActive] = useState(-1);
  const [pointed, setPointed] = useState(-1);
  const [found, setFound] = useState<readonly boolean[]>([]);
  const show = useRef<(index: number) => void>(() => {});
  const onFound = useCallback((now: readonly boolean[]) => setFound(now), []);

  const opacity = Math.min(100, Math.max(opacityPercent.least, Number(opacityText) || opacityPercent.usual));
  const isFullSize = scale === '1';
  // what belongs to another page or class must not be drawn over this one
  const data = view.data?.page === page && isAsked(view.data, wantedViewport) ? view.data : undefined;
  // what is drawn is what was answered: another layer is drawn once it is there
  const layer = wantedLayer === 'scroll' && data?.layer === 'click' ? 'scroll' : (data?.layer ?? wantedLayer);
  const error = catalogue.error || view.error;
  // the address comes with the catalogue: without it the stage would begin with a guess
  const isLocated = catalogue.data !== undefined || catalogue.error !== '';
  const lastViewport = useRef<ViewportClass>('desktop');
  if (data) lastViewport.current = data.viewport;
  const viewport = isViewport(wantedViewport) ? wantedViewport : lastViewport.current;
  const isFilling = useFilling();
  const isEmpty = catalogue.data?.pages.length === 0 && page === '';

  const hands = { pointed, activate: setActive, show: (place: number) => show.current?.(place) };

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
        catalogue.known === undefined ? (
          <Waiting part="main" />
        ) : (
          <div data-stale={catalogue.isStale || undefined}>
            <NoPages range={catalogue.range} known={catalogue.known} />
          </div>
        )
      ) : (
        <>
          <Switches
            viewport={viewport}
            layer={wantedLayer}
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
                  attention={data.attention}
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
                  <div data-stale={view.isStale || undefined}>
                    <Answer data={data} layer={layer} range={view.range} />
                  </div>
                  {layer === 'scroll' ? (
                    <ReachPanel reach={data.reach} isStale={view.isStale} />
                  ) : data.grid.elements.length === 0 ? (
                    layer === 'click' ? (
                      <Elsewhere data={data} setViewport={setViewport} />
                    ) : (
                      <NoneOf layer={layer} />
                    )
                  ) : isHeat(layer) ? (
                    <ElementsPanel
                      key={layer}
                      {...hands}
                      data={data}
                      layer={layer}
                      found={found}
                      isStale={view.isStale}
                    />
                  ) : (
                    data.attention && (
                      <AttentionPanel {...hands} attention={data.attention} found={found} isStale={view.isStale} />
                    )
                  )}
                </>
              )}
            </div>
          </div>
          {data && <SeenPanel answer={data.seen} isStale={view.isStale} />}
        </>
      )}
    </Page>
  );
}

const isAsked = (data: HeatmapData, wanted: string): boolean => !isViewport(wanted) || data.viewport === wanted;

/** The page as visitors saw it, with what they did drawn over it. */
import type { AttentionAnswer, ClickGridAnswer, ElementsAnswer, ScrollReachAnswer } from '@watchglass/analysis';
import { type ViewportClass, viewportClasses } from '@watchglass/contract';
import type { JSX, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { shortPage } from '../shell/format.ts';
import { AlertIcon } from '../shell/icons.tsx';
import { BandsLayer } from './BandsLayer.tsx';
import { addressOf, inertName } from './framePage.ts';
import type { Rect } from './geometry.ts';
import { isHeat, type Layer, wordOf } from './layers.ts';
import { ReachLayer } from './ReachLayer.tsx';
import { Tip } from './Tip.tsx';
import { useScale } from './useScale.ts';
import { useSight } from './useSight.ts';

/** Parts of the stage. */
export interface StageProps {
  readonly page: string;
  readonly url: string;
  readonly viewport: ViewportClass;
  readonly grid: ClickGridAnswer;
  readonly elements: ElementsAnswer;
  readonly reach: ScrollReachAnswer;
  readonly attention: AttentionAnswer | undefined;
  readonly layer: Layer;
  /** The page as large as it is, scrolled when that is too large; else made to fit. */
  readonly isFullSize: boolean;
  /** 0..1 */
  readonly opacity: number;
  /** Element of the grid that is pointed at in the list, or -1. */
  readonly active: number;
  /** Takes the way to scroll to an element. */
  readonly show: RefObject<(index: number) => void>;
  /** Hears which elements are on the page, and which one the pointer is over. */
  readonly onFound: (found: readonly boolean[]) => void;
  readonly onPoint: (index: number) => void;
}

/** The stage of one page in one viewport class; another page or class is another stage (`key`). */
export function Stage(props: StageProps): JSX.Element {
  const { page, url, viewport, grid, elements, layer, isFullSize, opacity, active } = props;
  const size = viewportClasses.find(({ name }) => name === viewport) as (typeof viewportClasses)[number];
  const { drawnPx: width, drawnHeightPx: height } = size;
  const [target] = useState(() => addressOf(url, location));
  const [why, setWhy] = useState('why' in target ? target.why : '');
  const address = 'href' in target && why === '' ? target.href : '';
  const room = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = useScale(room, width, height, isFullSize);
  const sight = useSight({ frame, canvas, page, address, grid, elements, widthPx: width, active, failed: setWhy });
  const { seen, pointed } = sight;

  props.show.current = (index) => revealIn(room.current, sight.reveal(index), scale);
  useEffect(() => props.onFound(seen?.found ?? []), [seen?.found]);
  useEffect(() => props.onPoint(pointed?.index ?? -1), [pointed?.index]);

  return (
    <div class="heat-stage">
      {why !== '' && (
        <p class="heat-note" data-testid="heatmap-note">
          <AlertIcon />
          <span>
            {why}.
            {layer === 'attention'
              ? ' Without it nobody knows where its elements are; the list has their times.'
              : grid.elements.length > 0 &&
                ' These are boxes of the clicked elements instead, where their clicks say they were.'}
          </span>
        </p>
      )}
      <div
        class="heat-room"
        ref={room}
        {...(isFullSize
          ? { 'data-full': true, tabIndex: 0, role: 'region', 'aria-label': 'The page at full size' }
          : {})}
      >
        <div class="heat-sheet" style={{ width: `${width * scale}px`, height: `${height * scale}px` }}>
          <div class="heat-page" style={{ width: `${width}px`, height: `${height}px`, transform: `scale(${scale})` }}>
            <iframe
              key={address}
              ref={frame}
              name={inertName}
              title={`${shortPage(page, [page])} on a screen ${width} px wide, for looking only`}
              data-testid="heatmap-frame"
              data-shows={address === '' ? 'boxes' : 'page'}
              {...(address === '' ? {} : { src: address })}
            />
            <canvas
              ref={canvas}
              width={width}
              height={height}
              role="img"
              aria-label={`Heat of ${grid.clicks} ${isHeat(layer) ? wordOf(layer) : 'click'}s; the list of elements says the same in numbers`}
              data-testid="heatmap-canvas"
              style={{ opacity, visibility: isHeat(layer) ? 'visible' : 'hidden' }}
            />
          </div>
          <div class="heat-marks">
            {seen && layer === 'scroll' && (
              <ReachLayer reach={props.reach} seen={seen} scale={scale} opacity={opacity} />
            )}
            {seen && layer === 'attention' && props.attention && (
              <BandsLayer attention={props.attention} seen={seen} scale={scale} opacity={opacity} />
            )}
            {seen?.outline && layer !== 'scroll' && (
              <div
                class="heat-outline"
                data-testid="heatmap-outline"
                style={{
                  left: `${seen.outline.left * scale}px`,
                  top: `${seen.outline.top * scale}px`,
                  width: `${(seen.outline.right - seen.outline.left) * scale}px`,
                  height: `${(seen.outline.bottom - seen.outline.top) * scale}px`,
                }}
              />
            )}
            {pointed && seen && isHeat(layer) && (
              <Tip word={wordOf(layer)} pointed={pointed} seen={seen} scale={scale} grid={grid} elements={elements} />
            )}
          </div>
          {!seen && <p class="heat-wait">Opening the page …</p>}
        </div>
      </div>
    </div>
  );
}

/** Brings the part of the page that an element was scrolled to into sight: the room may be smaller than the page. */
function revealIn(room: HTMLElement | null, seen: Rect | undefined, scale: number): void {
  room?.scrollIntoView({ block: 'nearest' });
  if (!room || !seen) return;
  room.scrollTo({
    left: ((seen.left + seen.right) / 2) * scale - room.clientWidth / 2,
    top: ((seen.top + seen.bottom) / 2) * scale - room.clientHeight / 2,
    behavior: 'instant',
  });
}

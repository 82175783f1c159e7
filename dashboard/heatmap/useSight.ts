/** Ties a picture to the frame below it for as long as both are on screen. */
import type { ClickGridAnswer, ElementsAnswer } from '@watchglass/analysis';
import { findElement } from '@watchglass/contract';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { drawBoxes } from './boxes.ts';
import { watchFrame } from './framePage.ts';
import type { Rect } from './geometry.ts';
import { createScene } from './scene.ts';
import type { Seen } from './seen.ts';
import { createSight, type Pointed, type Sight } from './sight.ts';

/** What to show over which frame. */
export interface SightOptions {
  readonly frame: RefObject<HTMLIFrameElement>;
  readonly canvas: RefObject<HTMLCanvasElement>;
  /** Page that the frame should show. */
  readonly page: string;
  /** Address in the frame; '' draws boxes into it instead. */
  readonly address: string;
  readonly grid: ClickGridAnswer;
  readonly elements: ElementsAnswer;
  readonly widthPx: number;
  readonly active: number;
  /** The frame cannot show its page: why, in a sentence. */
  readonly failed: (why: string) => void;
}

/** What is seen and pointed at, and the way to scroll to an element. */
export interface SightState {
  readonly seen: Seen | undefined;
  readonly pointed: Pointed | undefined;
  readonly reveal: (index: number) => Rect | undefined;
}

/** Starts a sight whenever the frame shows a (new) document. */
export function useSight(options: SightOptions): SightState {
  const { frame, canvas, page, address, grid, elements, widthPx, active } = options;
  const [seen, setSeen] = useState<Seen>();
  const [pointed, setPointed] = useState<Pointed>();
  const sight = useRef<Sight>();
  const draw = useRef<(grid: ClickGridAnswer, elements: ElementsAnswer) => void>(() => {});
  const latest = useRef(options);
  latest.current = options;

  useEffect(() => {
    const inside = frame.current;
    const over = canvas.current;
    if (!inside || !over) return undefined;
    const begin = (document: Document): void => {
      sight.current?.stop();
      let boxes: readonly Element[] = [];
      const scene = createScene(document, (element, index) =>
        address === ''
          ? boxes[index]
          : (findElement(document.documentElement, element.key, element.index) as Element | undefined),
      );
      const started = createSight(scene, over, { seen: setSeen, pointed: setPointed });
      draw.current = (nextGrid, nextElements) => {
        if (address === '') boxes = drawBoxes(document, nextGrid, nextElements, widthPx);
        started.show(nextGrid);
      };
      sight.current = started;
      draw.current(latest.current.grid, latest.current.elements);
      started.activate(latest.current.active);
    };
    const stop =
      address === ''
        ? watchBlank(inside, begin)
        : watchFrame(inside, page, (found) => {
            if (found.document) begin(found.document);
            else latest.current.failed(found.why);
          });
    return () => {
      stop();
      sight.current?.stop();
      sight.current = undefined;
      draw.current = () => {};
      setSeen(undefined);
      setPointed(undefined);
    };
  }, [page, address, widthPx]);

  useEffect(() => draw.current(grid, elements), [grid, elements]);
  useEffect(() => sight.current?.activate(active), [active]);
  return { seen, pointed, reveal: (index) => sight.current?.reveal(index) };
}

/** A frame without an address has an empty document at once, which some browsers replace by another empty one. */
function watchBlank(frame: HTMLIFrameElement, begin: (document: Document) => void): () => void {
  let last: Document | null = null;
  const look = (): void => {
    if (!frame.contentDocument?.body || frame.contentDocument === last) return;
    last = frame.contentDocument;
    begin(last);
  };
  frame.addEventListener('load', look);
  look();
  return () => frame.removeEventListener('load', look);
}

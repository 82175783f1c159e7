/** What is drawn on canvases changes unseen by any observer; small pictures of them tell whether it did. */
import { boxOf } from './box.ts';
import type { After } from './timers.ts';

/** A smaller canvas is an icon, px. */
const ICON_PX = 48;
/** More than these are not looked at. */
const MOST = 3;
/** What is drawn for a click has come to rest when it is over, and stays so for this long. */
const REST_MS = 500;
/** Pictures are made so small, px: a stroke of a pen still shows in them. */
const SIDE = 96;

/** Canvases of the page that are no icons, and no decoration that lets clicks through. */
export const canvases = (): HTMLCanvasElement[] =>
  [...document.querySelectorAll('canvas')].filter(
    (canvas) => boxOf(canvas).width > ICON_PX && getComputedStyle(canvas).pointerEvents !== 'none',
  );

/** A picture made by the graphics card is the same as one made without it but for so much of 255. */
const ROUNDING = 16;

const pixelsOf = (pictures: readonly ImageBitmap[]): number[][] =>
  pictures.map((picture) => {
    const paper = document.createElement('canvas');
    paper.width = paper.height = SIDE;
    const context = paper.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
    context.drawImage(picture, 0, 0);
    return [...context.getImageData(0, 0, SIDE, SIDE).data];
  });

/** What became of what is drawn on a page; {@link UNTOLD} when there is no looking at it, {@link MOVING} when it never rests. */
export type Drawing = typeof STILL | typeof CHANGED | typeof UNTOLD | typeof MOVING;
const STILL = 0;
export const CHANGED = 1;
const UNTOLD = 2;
const MOVING = 3;

const isSame = (some: readonly number[][], others: readonly number[][]): boolean => {
  const values = others.flat();
  return some.flat().every((value, at) => Math.abs(value - (values[at] as number)) < ROUNDING);
};

/**
 * Takes a picture of each; the call it gives tells later what became of them. It cannot tell when they are too many, when
 * nothing is to be seen on one (as with WebGL, that shows itself to no one), when pictures of another site's are in it, or
 * when one never rests: a film that plays anyway.
 */
export const watchDrawing = (after: After): (() => Promise<Drawing>) => {
  const watched = canvases();
  const take = (): Promise<ImageBitmap[]> =>
    Promise.all(
      watched.map((canvas) =>
        createImageBitmap(canvas, { resizeWidth: SIDE, resizeHeight: SIDE, resizeQuality: 'medium' }),
      ),
    );
  // what is read of them waits until somebody asks: it takes longer
  const before = watched.length > MOST ? Promise.resolve([]) : take().catch(() => []);
  return async () => {
    try {
      const was = pixelsOf(await before);
      const is = pixelsOf(await take());
      if (isSame(was, is)) return was[0] && was.every((pixels) => pixels.some(Boolean)) ? STILL : UNTOLD;
      await new Promise<void>((resolve) => after(REST_MS, resolve));
      return isSame(is, pixelsOf(await take())) ? CHANGED : MOVING;
    } catch {
      return UNTOLD;
    }
  };
};

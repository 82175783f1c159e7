/** How large the page is drawn. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Above and below the stage something else should still be seen: heading, controls, the bar at the bottom. */
const AROUND_PX = 200;
/** However low the window is, the page is not drawn lower than this for its sake. */
const LEAST_HEIGHT_PX = 480;

/** 1 at full size, else the largest scale (at most 1) at which the whole screen fits into its room and the window. */
export function useScale(room: RefObject<HTMLElement>, width: number, height: number, isFullSize: boolean): number {
  const [fit, setFit] = useState(1);
  useLayoutEffect(() => {
    const element = room.current;
    if (!element) return undefined;
    const measure = (): void => {
      const high = Math.max(LEAST_HEIGHT_PX, innerHeight - AROUND_PX);
      setFit(Math.min(1, element.clientWidth / width, high / height));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      removeEventListener('resize', measure);
    };
  }, [width, height]);
  return isFullSize ? 1 : fit;
}

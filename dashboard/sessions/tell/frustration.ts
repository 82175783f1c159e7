/** What is told of signs of trouble: what a rule judged, in the words of what it saw. */
import type { StoredOf } from '@watchglass/analysis';
import { isCounted } from '@watchglass/contract';
import { count, counted, duration } from '../../shell/format.ts';
import { pathOf, quoted, type Tellers, type Told, told, valuesOf } from './told.ts';

type Kinds = 'rage_click' | 'dead_click' | 'error_click' | 'dead_swipe' | 'thrashed_cursor' | 'quick_back';

/** Features of a rule by name. One of another version may have others: what is missing is left unsaid. */
type Features = Readonly<Record<string, number | undefined>>;

/** A sentence on what a rule saw, how sure it is, and the features themselves. */
const judged = (event: StoredOf<Kinds>, title: string): Told =>
  told({
    title,
    notes: [`confidence ${event.confidence.toFixed(2)}`, isCounted(event) ? '' : 'too unsure to be counted'],
    evidence: [...valuesOf(event.features), ['rule', event.rule]],
  });

/** `“Buy”, a button`: what was clicked, and why something should have followed. */
function invitation({ interactive, pointer, inviting, covering }: Features): string {
  if (interactive) return 'a control';
  if (pointer) return 'under a hand cursor';
  if (inviting) return 'which looks like something to click';
  return covering ? 'which lies over a control' : '';
}

function lateAnswer({ nearMs = 0, farMs = 0, canvas }: Features): string {
  if (nearMs > 0) return `; the first change near it came ${duration(nearMs)} later`;
  if (farMs > 0) return `; the first change elsewhere came ${duration(farMs)} later`;
  return canvas ? '; a canvas may have been painted, which nobody can tell' : '';
}

/** Clicks, swipes and moves that tell of trouble. */
export const frustration: Tellers<Kinds> = {
  rage_click: (event) => {
    const { count: clicks, spanMs, answered }: Features = event.features;
    if (clicks === undefined || spanMs === undefined) return judged(event, `Clicks in a row on ${quoted(event)}`);
    const answers =
      answered === undefined
        ? ''
        : answered === 0
          ? ', none of them answered before the next'
          : `, ${count(answered)} of them answered before the next`;
    return judged(event, `${counted(clicks, 'click')} in ${duration(spanMs)} on ${quoted(event)}${answers}`);
  },
  dead_click: (event) => {
    const features: Features = event.features;
    const { watchedMs } = features;
    if (watchedMs === undefined) return judged(event, `Nothing followed a click on ${quoted(event)}`);
    const why = invitation(features);
    const late = lateAnswer(features);
    const nothing = late.includes('came') ? 'Nothing that looks like an answer' : 'Nothing changed';
    return judged(
      event,
      `${nothing} within ${duration(watchedMs)} of a click on ${quoted(event)}${why === '' ? '' : `, ${why}`}${late}`,
    );
  },
  error_click: (event) => {
    const { inTask, requested, ms }: Features = event.features;
    if (ms === undefined) return judged(event, `A click on ${quoted(event)} broke something`);
    if (requested) return judged(event, `A click on ${quoted(event)} sent a request that failed ${duration(ms)} later`);
    if (inTask) return judged(event, `A click on ${quoted(event)} ran into an error`);
    return judged(event, `${duration(ms)} after a click on ${quoted(event)} there was an error`);
  },
  dead_swipe: (event) => {
    const { dx, dy }: Features = event.features;
    if (dx === undefined || dy === undefined) return judged(event, `A swipe on ${quoted(event)} moved nothing`);
    const isAcross = Math.abs(dx) >= Math.abs(dy);
    const way = isAcross ? (dx < 0 ? 'to the left' : 'to the right') : dy < 0 ? 'up' : 'down';
    const px = count(Math.round(Math.abs(isAcross ? dx : dy)));
    return judged(event, `A swipe of ${px} px ${way} on ${quoted(event)} moved nothing`);
  },
  thrashed_cursor: (event) => {
    const { reversalsX = 0, reversalsY = 0, durationMs, pathPx, netPx }: Features = event.features;
    if (durationMs === undefined) return judged(event, `The mouse was shaken over ${quoted(event)}`);
    const turns = counted(Math.max(reversalsX, reversalsY), 'time');
    const went =
      pathPx === undefined || netPx === undefined
        ? ''
        : `: ${count(Math.round(pathPx))} px, to end ${count(Math.round(netPx))} px from where it began`;
    return judged(event, `The mouse turned ${turns} in ${duration(durationMs)} over ${quoted(event)}${went}`);
  },
  quick_back: (event) => {
    const { dwellMs, known }: Features = event.features;
    const where = event.left === '' ? 'another page' : pathOf(event.left, event.page);
    const after = dwellMs === undefined ? '' : known ? ` after ${duration(dwellMs)}` : ` within ${duration(dwellMs)}`;
    const led = event.key === '' ? '' : `, where ${quoted(event)} had led`;
    return judged(event, `Back from ${where}${after}${led}`);
  },
};

/** Highlight's rule for rage, from its published source; it has none for dead clicks. */
import { anyRun, distance, type PublishedRule, span } from './rule.ts';

const CLICKS = 5;
const WINDOW_MS = 5000;
const RADIUS_PX = 8;

export const highlight: PublishedRule = {
  name: 'Highlight',
  rage: anyRun(CLICKS, (run) => {
    const [first] = run;
    return span(run) <= WINDOW_MS && run.every((click) => first && distance(first, click) <= RADIUS_PX);
  }),
};

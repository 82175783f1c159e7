/** The answer of a funnel, as all that shows it takes it. */
import type { FunnelAnswer, FunnelStepAnswer } from '@watchglass/analysis';
import type { ChoiceGroup } from './choices.ts';

/** What is shown. */
export interface ResultProps {
  /** With the window and the subjects that it was asked about. */
  readonly answer: FunnelAnswer & { readonly window: string; readonly by: 'visitor' | 'session' };
  readonly groups: readonly ChoiceGroup[];
  readonly isStale: boolean;
}

/** Index of the step that lost the most (of equals, the larger share), -1 when none lost anybody. */
export function worstStep(steps: readonly FunnelStepAnswer[]): number {
  let found = -1;
  steps.forEach(({ dropOff, ofPrevious }, at) => {
    const best = steps[found];
    if (at === 0 || dropOff === 0) return;
    if (!best || dropOff > best.dropOff || (dropOff === best.dropOff && ofPrevious < best.ofPrevious)) found = at;
  });
  return found;
}

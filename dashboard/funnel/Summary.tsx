/** The answer of a funnel in a sentence. */
import type { JSX } from 'preact';
import { Definition } from '../shell/Definition.tsx';
import { duration, percent } from '../shell/format.ts';
import { type Range, rangeInWords } from '../shell/range.ts';
import { meanings } from '../shell/words.ts';
import { choiceOf } from './choices.ts';
import { Reached } from './Reached.tsx';
import { type ResultProps, worstStep } from './result.ts';
import { windowInWords } from './steps.ts';

/** The answer in words. */
export function Summary({ answer, groups, range, isStale }: ResultProps & { readonly range: Range }): JSX.Element {
  const { window, by } = answer;
  const entered = answer.steps[0]?.count ?? 0;
  const done = answer.steps.at(-1)?.count ?? 0;
  const lostAt = worstStep(answer.steps);
  const lost = answer.steps[lostAt];
  const before = answer.steps[lostAt - 1];
  if (entered === 0)
    return (
      <div class="answer-space" data-stale={isStale || undefined}>
        <p class="answer" data-testid="funnel-headline">
          Nobody took the first step {rangeInWords(range)}
        </p>
        <p class="muted">Choose a longer time, or another first step.</p>
      </div>
    );
  return (
    <div class="answer-space" data-stale={isStale || undefined}>
      <p class="answer" data-testid="funnel-headline">
        <strong data-testid="funnel-conversion">{percent(answer.conversion)}</strong> of {by}s took{' '}
        {answer.steps.length === 2 ? 'both' : `all ${answer.steps.length}`} steps within {windowInWords(window)}
      </p>
      <p class="muted">
        <Reached answer={answer} number={done} least={answer.steps.length} did="took all steps" /> of{' '}
        <Reached answer={answer} number={entered} least={1} isNamed did="took the first step" /> {rangeInWords(range)}
        {answer.medianMs !== null && answer.p90Ms !== null && (
          <>
            {' · '}
            <Definition meaning={meanings.median}>median</Definition>{' '}
            <span data-testid="funnel-median">{duration(answer.medianMs)}</span>
            {' · '}
            <Definition meaning={meanings.p90}>p90</Definition>{' '}
            <span data-testid="funnel-p90">{duration(answer.p90Ms)}</span>
          </>
        )}
        {lost && before && (
          <>
            {' · '}most are lost after “<bdi>{choiceOf(groups, before.step).name}</bdi>” (
            <Reached answer={answer} number={lost.dropOff} least={lostAt} most={lostAt} did="lost" />)
          </>
        )}
      </p>
    </div>
  );
}

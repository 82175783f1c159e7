/** The answer of a funnel: in a sentence, then step by step. */
import type { FunnelAnswer, FunnelStepAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { type Column, Columns } from '../shell/Columns.tsx';
import { Definition } from '../shell/Definition.tsx';
import { count, counted, duration, percent } from '../shell/format.ts';
import { paramsOf } from '../sessions/filters.ts';
import { AlertIcon } from '../shell/icons.tsx';
import { Panel } from '../shell/Page.tsx';
import { type Range, rangeInWords } from '../shell/range.ts';
import { useLink } from '../shell/urlState.ts';
import { meanings } from '../shell/words.ts';
import { type ChoiceGroup, choiceOf } from './choices.ts';
import { windowInWords } from './steps.ts';
import { StepIcon } from './stepIcons.tsx';

/** What is shown. */
export interface ResultProps {
  /** With the window and the subjects that it was asked about. */
  readonly answer: FunnelAnswer & { readonly window: string; readonly by: 'visitor' | 'session' };
  readonly groups: readonly ChoiceGroup[];
  readonly range: Range;
  readonly isStale: boolean;
}

const spell = (ms: number | null): string => (ms === null ? '–' : duration(ms));

/** Index of the step that lost the most (of equals, the larger share), -1 when none lost anybody. */
function worst(steps: readonly FunnelStepAnswer[]): number {
  let found = -1;
  steps.forEach(({ dropOff, ofPrevious }, at) => {
    const best = steps[found];
    if (at === 0 || dropOff === 0) return;
    if (!best || dropOff > best.dropOff || (dropOff === best.dropOff && ofPrevious < best.ofPrevious)) found = at;
  });
  return found;
}

/** A count of those who took so many steps, as a link to their sessions. */
function Reached({
  answer: { steps, window, by },
  least,
  most,
  text,
  what,
}: {
  readonly answer: ResultProps['answer'];
  readonly least: number;
  readonly most: number;
  readonly text: string;
  readonly what: string;
}): JSX.Element {
  const link = useLink();
  const funnel = { steps: steps.map(({ step }) => step), window, by, least, most };
  return (
    <a href={link('/sessions', paramsOf({ funnel }))} aria-label={`${what}: show their sessions`}>
      {text}
    </a>
  );
}

/** The answer in words. */
export function Summary({ answer, groups, range, isStale }: ResultProps): JSX.Element {
  const { window, by } = answer;
  const entered = answer.steps[0]?.count ?? 0;
  const done = answer.steps.at(-1)?.count ?? 0;
  const lostAt = worst(answer.steps);
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
        {done === 0 ? (
          count(done)
        ) : (
          <Reached
            answer={answer}
            least={answer.steps.length}
            most={answer.steps.length}
            text={count(done)}
            what={`${counted(done, by)} took all steps`}
          />
        )}{' '}
        of{' '}
        <Reached
          answer={answer}
          least={1}
          most={answer.steps.length}
          text={counted(entered, by)}
          what={`${counted(entered, by)} took the first step`}
        />{' '}
        {rangeInWords(range)}
        {answer.medianMs !== null && (
          <>
            {' · '}
            <Definition meaning={meanings.median}>median</Definition>{' '}
            <span data-testid="funnel-median">{spell(answer.medianMs)}</span>
            {' · '}
            <Definition meaning={meanings.p90}>p90</Definition>{' '}
            <span data-testid="funnel-p90">{spell(answer.p90Ms)}</span>
          </>
        )}
        {lost && before && (
          <>
            {' · '}most are lost after “<bdi>{choiceOf(groups, before.step).name}</bdi>” (
            <Reached
              answer={answer}
              least={lostAt}
              most={lostAt}
              text={count(lost.dropOff)}
              what={`${counted(lost.dropOff, by)} lost`}
            />
            )
          </>
        )}
      </p>
    </div>
  );
}

function Row({
  answer,
  row,
  at,
  groups,
  isWorst,
}: {
  readonly answer: ResultProps['answer'];
  readonly row: FunnelStepAnswer;
  readonly at: number;
  readonly groups: readonly ChoiceGroup[];
  readonly isWorst: boolean;
}): JSX.Element {
  const { name, detail } = choiceOf(groups, row.step);
  return (
    <tr data-testid="funnel-step" data-worst={isWorst || undefined}>
      <th scope="row">
        <span class="funnel-name">
          <span class="step-number">{at + 1}</span>
          <StepIcon kind={row.step.kind} />
          <span class="step-name">
            <span>{name}</span>
            <span class="small muted">{detail}</span>
          </span>
        </span>
        <span class="funnel-track">
          <span class="funnel-bar" style={{ width: `${100 * row.ofFirst}%` }} />
        </span>
      </th>
      <td class="number funnel-count" data-label="Reached" data-testid="funnel-step-count">
        {row.count === 0 ? (
          count(row.count)
        ) : (
          <Reached
            answer={answer}
            least={at + 1}
            most={answer.steps.length}
            text={count(row.count)}
            what={`${counted(row.count, answer.by)} reached ${name}`}
          />
        )}
      </td>
      <td class="number" data-label="Of first" data-testid="funnel-step-of-first">
        {percent(row.ofFirst)}
      </td>
      <td class="number" data-label="Of previous" data-testid="funnel-step-of-previous">
        {at === 0 ? '–' : percent(row.ofPrevious)}
      </td>
      <td class={`number${isWorst ? ' bad' : ''}`} data-label="Lost before" data-testid="funnel-step-drop-off">
        {at === 0 ? (
          '–'
        ) : row.dropOff === 0 ? (
          count(row.dropOff)
        ) : (
          <Reached
            answer={answer}
            least={at}
            most={at}
            text={count(row.dropOff)}
            what={`${counted(row.dropOff, answer.by)} lost before ${name}`}
          />
        )}
        {isWorst && (
          <span class="funnel-worst">
            <AlertIcon /> most
          </span>
        )}
      </td>
      <td class="number" data-label="Median" data-testid="funnel-step-median">
        {spell(row.medianMs)}
      </td>
      <td class="number" data-label="p90" data-testid="funnel-step-p90">
        {spell(row.p90Ms)}
      </td>
    </tr>
  );
}

const columns: readonly Column[] = [
  { name: 'Step' },
  ...['Reached', 'Of first', 'Of previous'].map((name) => ({ name, isNumber: true })),
  { name: 'Lost before', meaning: meanings.dropOff, isNumber: true },
  { name: 'Median', meaning: `Time from the step before. ${meanings.median}`, isNumber: true },
  { name: 'p90', meaning: `Time from the step before. ${meanings.p90}`, isNumber: true },
];

/** The steps with their numbers. */
export function StepTable({
  answer,
  groups,
  isStale,
}: Pick<ResultProps, 'answer' | 'groups' | 'isStale'>): JSX.Element {
  const lostAt = worst(answer.steps);
  return (
    <Panel title="Step by step" isStale={isStale}>
      <div class="table-scroll">
        <table class="funnel-table" data-testid="funnel-result">
          <Columns columns={columns} />
          <tbody>
            {answer.steps.map((row, at) => (
              <Row key={at} answer={answer} row={row} at={at} groups={groups} isWorst={at === lostAt} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

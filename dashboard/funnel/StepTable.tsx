/** The answer of a funnel step by step. */
import type { FunnelStepAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { type Column, Table } from '../shell/Columns.tsx';
import { duration, percent } from '../shell/format.ts';
import { AlertIcon } from '../shell/icons.tsx';
import { Panel } from '../shell/Page.tsx';
import { meanings } from '../shell/words.ts';
import { type ChoiceGroup, choiceOf } from './choices.ts';
import { Reached } from './Reached.tsx';
import { type ResultProps, worstStep } from './result.ts';
import { StepIcon } from './stepIcons.tsx';

const spell = (ms: number | null): string => (ms === null ? '–' : duration(ms));

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
        <Reached answer={answer} number={row.count} least={at + 1} did={`reached ${name}`} />
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
        ) : (
          <Reached answer={answer} number={row.dropOff} least={at} most={at} did={`lost before ${name}`} />
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
export function StepTable({ answer, groups, isStale }: ResultProps): JSX.Element {
  const lostAt = worstStep(answer.steps);
  return (
    <Panel title="Step by step" isStale={isStale}>
      <Table class="funnel-table" id="funnel-result" columns={columns}>
        {answer.steps.map((row, at) => (
          <Row key={at} answer={answer} row={row} at={at} groups={groups} isWorst={at === lostAt} />
        ))}
      </Table>
    </Panel>
  );
}

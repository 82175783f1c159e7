/** A count over time: drawn, and as a table. */
import type { OverviewAnswer, OverviewBucket, Scope } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { bucketText, rangeOf } from '../shell/bucket.ts';
import { Choice } from '../shell/Choice.tsx';
import { Definition } from '../shell/Definition.tsx';
import { count, counted } from '../shell/format.ts';
import { Panel } from '../shell/Page.tsx';
import { paramsOf } from '../sessions/filters.ts';
import { formatRange } from '../shell/range.ts';
import { useLink, useUrlState } from '../shell/urlState.ts';
import { TimeChart } from './TimeChart.tsx';

const measures = {
  sessions: { text: 'Sessions', one: 'session', of: (bucket: OverviewBucket) => bucket.sessions },
  views: { text: 'Page views', one: 'page view', of: (bucket: OverviewBucket) => bucket.pageViews },
  errors: { text: 'Errors', one: 'error', of: (bucket: OverviewBucket) => bucket.errors },
} as const;

type Measure = keyof typeof measures;

const DAY_MS = 86_400_000;

const options = (Object.keys(measures) as Measure[]).map((value) => ({ value, text: measures[value].text }));

/** Where the sessions are that a count of a bucket is about; undefined where there are none, or it counts no sessions. */
type SessionsOf = (bucket: OverviewBucket, measure: Measure) => string | undefined;

/** Views are of sessions too, but no list is of exactly those. */
function useSessionsOf({ bucketMs }: OverviewAnswer, scope: Scope): SessionsOf {
  const link = useLink();
  return (bucket, measure) =>
    measure === 'views' || measures[measure].of(bucket) === 0
      ? undefined
      : link('/sessions', {
          ...paramsOf({ withErrors: measure === 'errors' }),
          range: formatRange(rangeOf(bucket, bucketMs, scope)),
        });
}

function Table({
  answer,
  timeZone,
  sessionsOf,
}: {
  readonly answer: OverviewAnswer;
  readonly timeZone: string;
  readonly sessionsOf: SessionsOf;
}): JSX.Element {
  return (
    <div class="time-table" tabIndex={0} role="region" aria-label="Counts over time, as a table">
      <table data-testid="time-table">
        <thead>
          <tr>
            <th scope="col">Time</th>
            {options.map(({ value, text }) => (
              <th key={value} scope="col" class="number">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...answer.buckets].reverse().map((bucket) => (
            <tr key={bucket.at}>
              <th scope="row">{bucketText(bucket.at, answer.bucketMs, timeZone)}</th>
              {options.map(({ value }) => {
                const number = measures[value].of(bucket);
                const href = sessionsOf(bucket, value);
                return (
                  <td key={value} class="number">
                    {href === undefined ? (
                      count(number)
                    ) : (
                      <a
                        href={href}
                        aria-label={`${counted(number, measures[value].one)}: show ${value === 'sessions' ? 'them' : 'their sessions'}`}
                      >
                        {count(number)}
                      </a>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The panel; what is drawn and how is in the URL. */
export function TimePanel({ answer, scope }: { readonly answer: OverviewAnswer; readonly scope: Scope }): JSX.Element {
  const [chosen, choose] = useUrlState('measure', 'sessions');
  const [as, setAs] = useUrlState('as', 'chart');
  const measure: Measure = chosen === 'views' || chosen === 'errors' ? chosen : 'sessions';
  const { text, one, of } = measures[measure];
  const sessionsOf = useSessionsOf(answer, scope);
  const unit = answer.bucketMs < DAY_MS ? 'hour' : 'day';
  const most = answer.buckets.reduce<OverviewBucket | undefined>(
    (best, bucket) => (best && of(best) >= of(bucket) ? best : bucket),
    undefined,
  );
  const mostSessions = most && sessionsOf(most, measure);
  const peak = most && { number: counted(of(most), one), when: bucketText(most.at, answer.bucketMs, scope.timeZone) };
  return (
    <Panel
      title={
        measure === 'sessions' ? (
          <Definition
            meaning={`A session counts in every ${unit} it was active in.`}
          >{`${text} per ${unit}`}</Definition>
        ) : (
          `${text} per ${unit}`
        )
      }
      note={
        peak && (
          <>
            Peak {mostSessions === undefined ? peak.number : <a href={mostSessions}>{peak.number}</a>}, {peak.when}.
          </>
        )
      }
      controls={
        <>
          <Choice label="What is counted" value={measure} options={options} onChange={choose} testid="measure" />
          <Choice
            label="Shown as"
            value={as === 'table' ? 'table' : 'chart'}
            options={[
              { value: 'chart', text: 'Chart' },
              { value: 'table', text: 'Table' },
            ]}
            onChange={setAs}
            testid="shown-as"
          />
        </>
      }
    >
      {as === 'table' ? (
        <Table answer={answer} timeZone={scope.timeZone} sessionsOf={sessionsOf} />
      ) : (
        <TimeChart
          buckets={answer.buckets}
          bucketMs={answer.bucketMs}
          scope={scope}
          of={of}
          one={one}
          isBad={measure === 'errors'}
          summary={peak ? `${text} per ${unit}: peak ${peak.number}, ${peak.when}.` : `${text} per ${unit}.`}
          sessionsOf={(bucket) => sessionsOf(bucket, measure)}
        />
      )}
    </Panel>
  );
}

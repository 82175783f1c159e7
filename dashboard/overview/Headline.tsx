/** The answer in words. */
import type { OverviewAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { SessionsLink } from '../sessions/SessionsLink.tsx';
import { ago, count, counted } from '../shell/format.ts';
import { AlertIcon } from '../shell/icons.tsx';
import { type Range, rangeInWords } from '../shell/range.ts';

/** How often "12 s ago" is brought up to date. */
const TICK_MS = 5000;

function Ago({ at }: { readonly at: number }): JSX.Element {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [at]);
  return <>{ago(at, now)}</>;
}

/** `412 sessions in the last 7 days, 18 with errors.` */
export function Headline({
  answer,
  range,
  lastAt,
}: {
  readonly answer: OverviewAnswer;
  readonly range: Range;
  readonly lastAt: number;
}): JSX.Element {
  const hit = answer.sessionsWithErrors;
  return (
    <div class="answer-space">
      <p class="answer" data-testid="overview-headline">
        <strong>
          <SessionsLink>{counted(answer.sessions, 'session')}</SessionsLink>
        </strong>{' '}
        {rangeInWords(range)},{' '}
        {hit === 0 ? (
          'none with errors'
        ) : (
          <strong class="bad">
            <SessionsLink filters={{ withErrors: true }}>
              {hit === answer.sessions && hit > 1 ? 'all' : count(hit)} with errors
            </SessionsLink>
            <AlertIcon />
          </strong>
        )}
      </p>
      <p class="muted">
        <SessionsLink>{counted(answer.visitors, 'visitor')}</SessionsLink>
        {lastAt > 0 && (
          <>
            {' · last event '}
            <Ago at={lastAt} />
          </>
        )}
      </p>
    </div>
  );
}

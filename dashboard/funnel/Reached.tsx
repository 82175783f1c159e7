/** How many got so far: the way to their sessions. */
import type { JSX } from 'preact';
import { SessionsLink } from '../sessions/SessionsLink.tsx';
import { count, counted } from '../shell/format.ts';
import type { ResultProps } from './result.ts';

/** A count of subjects that took so many steps, at least and at most; a link where there are any. */
export function Reached({
  answer: { steps, window, by },
  number,
  least,
  most = steps.length,
  isNamed = false,
  did,
}: {
  readonly answer: ResultProps['answer'];
  readonly number: number;
  readonly least: number;
  /** Default: all steps. */
  readonly most?: number;
  /** Whether it says whom it counts. */
  readonly isNamed?: boolean;
  /** What they did, for screen readers. */
  readonly did: string;
}): JSX.Element {
  const text = isNamed ? counted(number, by) : count(number);
  if (number === 0) return <>{text}</>;
  const funnel = { steps: steps.map(({ step }) => step), window, by, least, most };
  return (
    <SessionsLink filters={{ funnel }} label={`${counted(number, by)} ${did}: show their sessions`}>
      {text}
    </SessionsLink>
  );
}

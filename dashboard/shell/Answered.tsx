/** A page between its question and its answer: that it is being counted, that there is nothing, or the answer. */
import type { Scope } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { useFilling } from './desk.ts';
import { type Skeleton, Waiting } from './states.tsx';
import type { Query } from './useQuery.ts';

/** Parts of a page that stands or falls with one question. Why there is no answer is said above it, by a `Failure`. */
export interface AnsweredProps<Answer> {
  readonly query: Query<Answer>;
  readonly isNothing: (answer: Answer) => boolean;
  /** What there is instead of nothing; undefined when the answer says it better. */
  readonly nothing: (known: number, answer: Answer) => JSX.Element | undefined;
  /** Sizes of the panels that will stand there. */
  readonly panels: readonly Parameters<typeof Skeleton>[0][];
  /** Look of the answer. */
  readonly class: string;
  /** Of what waits for it, where that looks another way. */
  readonly waitingClass?: string;
  /** Something of the answer belongs to an earlier question. */
  readonly isStale?: boolean;
  readonly children: (answer: Answer, scope: Scope) => JSX.Element;
}

/** What stands below the head of such a page. */
export function Answered<Answer>({
  query,
  isNothing,
  nothing,
  panels,
  isStale = query.isStale,
  children,
  ...look
}: AnsweredProps<Answer>): JSX.Element | null {
  const isFilling = useFilling();
  const { data, scope, known } = query;
  const hasNothing = data !== undefined && isNothing(data);
  if ((data === undefined && query.error === '') || isFilling || (hasNothing && known === undefined))
    return <Waiting panels={panels} class={look.waitingClass ?? look.class} />;
  if (data === undefined || scope === undefined) return null;
  const instead = hasNothing ? nothing(known ?? 0, data) : undefined;
  return (
    <div class={instead ? undefined : look.class} data-stale={isStale || undefined}>
      {instead ?? children(data, scope)}
    </div>
  );
}

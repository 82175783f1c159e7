/** What a page shows instead of numbers: nothing yet, nothing here, or why not. */
import type { ComponentChildren, JSX } from 'preact';
import { AlertIcon } from './icons.tsx';

/** A grey block in the size of what will stand there, so that nothing jumps. `lines` stacks several. */
export function Skeleton({ height, lines = 1 }: { readonly height: number; readonly lines?: number }): JSX.Element {
  return (
    <div class="skeleton" aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} style={{ height: `${height}px` }} />
      ))}
    </div>
  );
}

/** A page that waits for its numbers: a headline and panels in their sizes. */
export function Waiting({
  panels,
  label = 'Counting',
  class: name,
}: {
  readonly panels: readonly Parameters<typeof Skeleton>[0][];
  /** What is done meanwhile, for screen readers. */
  readonly label?: string;
  readonly class?: string;
}): JSX.Element {
  return (
    <div class={name} aria-busy="true" aria-label={label}>
      <div class="answer-space">
        <Skeleton height={36} />
      </div>
      {panels.map((panel, at) => (
        <div key={at} class="panel">
          <Skeleton {...panel} />
        </div>
      ))}
    </div>
  );
}

/** Nothing here: what this page will show, what to do now, and a picture of it filled. */
export function Empty({
  title,
  picture,
  children,
}: {
  readonly title: string;
  readonly picture?: ComponentChildren;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="empty" data-testid="empty">
      {picture !== undefined && (
        <div class="empty-picture" aria-hidden="true">
          {picture}
        </div>
      )}
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A question failed: what, what still works, and again. */
export function Failure({
  what,
  sentence,
  retry,
}: {
  /** What could not be shown, such as `The overview`. */
  readonly what: string;
  readonly sentence: string;
  readonly retry: () => void;
}): JSX.Element {
  return (
    <div class="failure" role="alert" data-testid="failure">
      <AlertIcon />
      <p>
        <strong>{what} could not be worked out.</strong> {sentence}
      </p>
      <button type="button" class="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}

/** A table of what went wrong: what a row is about gets the room, numbers stand beside it, each a way to the evidence. */
import type { ComponentChildren, JSX } from 'preact';
import { type Column, Table } from './Columns.tsx';
import { ago, dayAndTime } from './format.ts';
import { useLink } from './urlState.ts';

/** The table around its rows. */
export const ListTable = (parts: {
  readonly columns: readonly Column[];
  readonly children: ComponentChildren;
}): JSX.Element => <Table class="errors-table list-table" {...parts} />;

/** What a row is about: its name, and below it what tells more; where there is no column for it, also when it was last. */
export const ListHead = ({
  title,
  lastAt,
  name,
  children,
}: {
  /** The whole name, on hover. */
  readonly title?: string;
  readonly lastAt: number;
  readonly name: ComponentChildren;
  readonly children: ComponentChildren;
}): JSX.Element => (
  <th scope="row" title={title}>
    <span class="error-message">{name}</span>
    <span class="error-where">
      {children}
      <span class="list-narrow"> · {ago(lastAt, Date.now())}</span>
    </span>
  </th>
);

/** How long ago something was seen; when exactly, on hover. */
export const SeenCell = ({
  id,
  at,
  timeZone,
}: {
  /** Its `data-testid`. */
  readonly id: string;
  readonly at: number;
  readonly timeZone: string;
}): JSX.Element => (
  <td class="number wide-only" title={dayAndTime(at, timeZone)} data-testid={id}>
    {ago(at, Date.now())}
  </td>
);

/** The way to the session in which something was seen last, to what went wrong there. */
export function SampleCell({
  id,
  session,
  name,
}: {
  /** Its `data-testid`. */
  readonly id: string;
  readonly session: string;
  /** What was seen, for screen readers. */
  readonly name: string;
}): JSX.Element {
  const link = useLink();
  return (
    <td class="number">
      <a
        href={link(`/session/${encodeURIComponent(session)}`, { show: 'trouble' })}
        data-testid={id}
        aria-label={`Latest session with ${name}`}
      >
        Latest
      </a>
    </td>
  );
}

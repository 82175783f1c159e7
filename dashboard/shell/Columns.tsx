/** Tables: heads of columns, rows, and cells of numbers: right-aligned, and gone where there is no room for all. */
import type { ComponentChildren, HTMLAttributes, JSX } from 'preact';
import { Definition } from './Definition.tsx';

/** One column. */
export interface Column {
  readonly name: string;
  /** What the name means, on hover. */
  readonly meaning?: ComponentChildren;
  /** Numbers stand right-aligned. */
  readonly isNumber?: boolean;
  /** Left out where the table is narrow. */
  readonly isWide?: boolean;
  /** The name is said to screen readers alone. */
  readonly isHidden?: boolean;
  readonly class?: string;
}

const classOf = ({ isNumber = false, isWide = false, ...rest }: Omit<Column, 'name'>): string =>
  [isNumber ? 'number' : '', isWide ? 'wide-only' : '', rest.class ?? ''].filter((name) => name !== '').join(' ');

/** The row of heads. */
export const Columns = ({ columns }: { readonly columns: readonly Column[] }): JSX.Element => (
  <thead>
    <tr>
      {columns.map((column) => (
        <th key={column.name} scope="col" class={classOf(column)}>
          {column.isHidden ? (
            <span class="hidden">{column.name}</span>
          ) : column.meaning === undefined ? (
            column.name
          ) : (
            <Definition meaning={column.meaning}>{column.name}</Definition>
          )}
        </th>
      ))}
    </tr>
  </thead>
);

/** A table, which scrolls by itself where it is wider than its place. */
export const Table = ({
  class: name,
  id,
  columns,
  body,
  children,
}: {
  readonly class: string;
  /** Its `data-testid`. */
  readonly id?: string;
  readonly columns: readonly Column[];
  /** What is heard of all rows. */
  readonly body?: Pick<HTMLAttributes<HTMLTableSectionElement>, 'onKeyDown' | 'onPointerLeave'>;
  readonly children: ComponentChildren;
}): JSX.Element => (
  <div class="table-scroll">
    <table class={name} data-testid={id}>
      <Columns columns={columns} />
      <tbody {...body}>{children}</tbody>
    </table>
  </div>
);

/** What a row is about, over a bar that says how much of the largest it is. */
export const BarCell = ({
  share,
  title,
  children,
}: {
  /** 0 to 1. */
  readonly share: number;
  readonly title?: string;
  readonly children: ComponentChildren;
}): JSX.Element => (
  <th scope="row" class="bar-cell" title={title}>
    <span class="bar" style={{ width: `${100 * share}%` }} />
    {children}
  </th>
);

/** A cell of a column of numbers. */
export function NumberCell({
  id,
  children,
  ...column
}: {
  /** Its `data-testid`. */
  readonly id: string;
  readonly isWide?: boolean;
  readonly class?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <td class={classOf({ ...column, isNumber: true })} data-testid={id}>
      {children}
    </td>
  );
}

/** Rows that are places on the page: pointing at one outlines it, Show scrolls to it, arrow keys go from row to row. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { BarCell, type Column, Table } from '../shell/Columns.tsx';
import { counted } from '../shell/format.ts';

/** Rows shown at first: more than anybody compares, few enough to draw while typing. */
const FIRST = 50;

/** One row. */
export interface PlaceRow {
  readonly key: string;
  /** Position among the elements that share the key. */
  readonly index: number;
  /** Place in the grid that is drawn, -1 when it does not have it. */
  readonly place: number;
  /** On the page as it is shown now; undefined until that is known. */
  readonly isFound: boolean | undefined;
  readonly name: string;
  readonly role: string;
  readonly isClickable: boolean;
  /** Length of its bar, 0 to 1. */
  readonly bar: number;
  /** Cells after the name. */
  readonly cells: ComponentChildren;
}

/** What a list of places tells the stage, and hears of it. */
export interface PlaceHands {
  /** Place in the grid of the element under the pointer, or -1. */
  readonly pointed: number;
  /** A row is looked at: outline its element; -1 when none is. */
  readonly activate: (place: number) => void;
  readonly show: (place: number) => void;
}

/** Arrow keys go from one "Show" to the next. */
function moveFocus(event: JSX.TargetedKeyboardEvent<HTMLTableSectionElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-show]')];
  const next = buttons[buttons.indexOf(event.target as HTMLButtonElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** The table; `columns` are those of the cells. */
export function PlacesTable({
  columns,
  rows,
  pointed,
  activate,
  show,
}: PlaceHands & { readonly columns: readonly Column[]; readonly rows: readonly PlaceRow[] }): JSX.Element {
  const [isAll, setAll] = useState(false);
  // The pointer goes before the focus, and leaves the focused row outlined when it goes away. Only a pointer that
  // moves counts: rows that slide under one that rests were not pointed at.
  const [hovered, setHovered] = useState(-1);
  const [focused, setFocused] = useState(-1);
  useEffect(() => activate(hovered >= 0 ? hovered : focused), [hovered, focused]);
  const shown = isAll ? rows : rows.slice(0, FIRST);
  return (
    <>
      <Table
        class="heat-elements"
        id="heatmap-list"
        columns={[
          { name: 'Rank', isNumber: true, isHidden: true },
          { name: 'Element' },
          ...columns,
          { name: 'Show', isHidden: true },
        ]}
        body={{ onKeyDown: moveFocus, onPointerLeave: () => setHovered(-1) }}
      >
        {shown.map(({ key, index, place, isFound, name, role, isClickable, bar, cells }, rank) => (
          <tr
            key={`${index} ${key}`}
            data-testid="heatmap-row"
            data-key={key}
            data-index={index}
            data-gone={isFound === false || undefined}
            data-pointed={(pointed >= 0 && pointed === place) || undefined}
            onPointerMove={() => setHovered(place)}
            onFocusIn={() => setFocused(place)}
            onFocusOut={() => setFocused(-1)}
          >
            <td class="number muted">{rank + 1}</td>
            <BarCell share={bar} title={key}>
              <span class="heat-name">{name}</span>
              <span class="heat-about">
                {role}
                {index > 0 && ` · no. ${index + 1} of its kind`}
                {!isClickable && <em data-testid="not-clickable">not clickable</em>}
                {isFound === false && <em data-testid="not-found">not on the page as shown now</em>}
              </span>
            </BarCell>
            {cells}
            <td>
              <button
                type="button"
                class="link"
                data-show
                data-testid="heatmap-show"
                aria-label={`Show ${name}`}
                disabled={isFound !== true}
                onClick={() => {
                  setHovered(-1);
                  show(place);
                }}
              >
                Show
              </button>
            </td>
          </tr>
        ))}
      </Table>
      {rows.length > shown.length && (
        <button type="button" class="button heat-more" onClick={() => setAll(true)}>
          Show all {counted(rows.length, 'element')}
        </button>
      )}
    </>
  );
}

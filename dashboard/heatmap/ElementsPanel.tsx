/** Elements ranked by clicks: the map in numbers, for keyboards and screen readers as much as for eyes. */
import type { ElementsAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { BarCell, type Column, Columns, NumberCell } from '../shell/Columns.tsx';
import { count, counted, percent } from '../shell/format.ts';
import { Panel } from '../shell/Page.tsx';
import { nameOf } from './names.ts';

/** Rows shown at first: more than anybody compares, few enough to draw while typing. */
const FIRST = 50;

/** One row: an element of the list, and its place in the grid. */
export interface RankedElement {
  readonly element: ElementsAnswer['elements'][number];
  /** Place in the grid, -1 when the grid does not have it. */
  readonly index: number;
  /** On the page as it is shown now; undefined until that is known. */
  readonly isFound: boolean | undefined;
}

/** Parts of the panel. */
export interface ElementsPanelProps {
  readonly ranked: readonly RankedElement[];
  readonly views: number;
  /** Place in the grid of the element under the pointer, or -1. */
  readonly pointed: number;
  readonly isStale: boolean;
  /** A row is looked at: outline its element; -1 when none is. */
  readonly activate: (index: number) => void;
  readonly show: (index: number) => void;
}

/** `0.34`: clicks per view; a dash where nobody viewed (the view lies before the range). */
const perView = (clicks: number, views: number): string => (views > 0 ? (clicks / views).toFixed(2) : '–');

const columns: readonly Column[] = [
  { name: 'Rank', isNumber: true, isHidden: true },
  { name: 'Element' },
  { name: 'Clicks', isNumber: true },
  {
    name: 'Share',
    meaning: 'Of all clicks on this page in this size of screen.',
    isNumber: true,
    class: 'heat-share',
  },
  {
    name: 'Per view',
    meaning:
      'Clicks divided by views of this page in this size of screen. Above 1, people click it more than once per view.',
    isNumber: true,
  },
  { name: 'Show', isHidden: true },
];

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

/** The panel. */
export function ElementsPanel(props: ElementsPanelProps): JSX.Element {
  const { ranked, views, pointed, isStale, activate, show } = props;
  const [isAll, setAll] = useState(false);
  // The pointer goes before the focus, and leaves the focused row outlined when it goes away. Only a pointer that
  // moves counts: rows that slide under one that rests were not pointed at.
  const [hovered, setHovered] = useState(-1);
  const [focused, setFocused] = useState(-1);
  useEffect(() => activate(hovered >= 0 ? hovered : focused), [hovered, focused]);
  const rows = isAll ? ranked : ranked.slice(0, FIRST);
  const most = ranked[0]?.element.clicks ?? 1;
  return (
    <Panel title="Elements by clicks" note="Point at a row to see where it is. Show scrolls to it." isStale={isStale}>
      <div class="table-scroll">
        <table class="heat-elements" data-testid="heatmap-list">
          <Columns columns={columns} />
          <tbody onKeyDown={moveFocus} onPointerLeave={() => setHovered(-1)}>
            {rows.map(({ element, index, isFound }, rank) => (
              <tr
                key={`${element.index} ${element.key}`}
                data-testid="heatmap-row"
                data-key={element.key}
                data-index={element.index}
                data-gone={isFound === false || undefined}
                data-pointed={(pointed >= 0 && pointed === index) || undefined}
                onPointerMove={() => setHovered(index)}
                onFocusIn={() => setFocused(index)}
                onFocusOut={() => setFocused(-1)}
              >
                <td class="number muted">{rank + 1}</td>
                <BarCell share={element.clicks / most} title={element.key}>
                  <span class="heat-name">{nameOf(element)}</span>
                  <span class="heat-about">
                    {element.role}
                    {element.index > 0 && ` · no. ${element.index + 1} of its kind`}
                    {!element.interactive && <em data-testid="not-clickable">not clickable</em>}
                    {isFound === false && <em data-testid="not-found">not on the page as shown now</em>}
                  </span>
                </BarCell>
                <NumberCell id="row-clicks">{count(element.clicks)}</NumberCell>
                <NumberCell id="row-share" class="heat-share">
                  {percent(element.share)}
                </NumberCell>
                <NumberCell id="row-per-view">{perView(element.clicks, views)}</NumberCell>
                <td>
                  <button
                    type="button"
                    class="link"
                    data-show
                    data-testid="heatmap-show"
                    aria-label={`Show ${nameOf(element)}`}
                    disabled={isFound !== true}
                    onClick={() => {
                      setHovered(-1);
                      show(index);
                    }}
                  >
                    Show
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {ranked.length > rows.length && (
        <button type="button" class="button heat-more" onClick={() => setAll(true)}>
          Show all {counted(ranked.length, 'element')}
        </button>
      )}
    </Panel>
  );
}

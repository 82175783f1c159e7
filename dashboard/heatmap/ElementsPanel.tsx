/** Elements ranked by clicks, or by those that tell of trouble: the map in numbers, for everybody as much as for eyes. */
import type { ElementsAnswer, GridLayer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { SessionsLink } from '../sessions/SessionsLink.tsx';
import { type Column, NumberCell } from '../shell/Columns.tsx';
import { count, percent } from '../shell/format.ts';
import { Panel } from '../shell/Page.tsx';
import { wordOf } from './layers.ts';
import { nameOf } from './names.ts';
import { type PlaceHands, type PlaceRow, PlacesTable } from './PlacesTable.tsx';
import type { HeatmapData } from './useHeatmap.ts';

/** `0.34`: clicks per view; a dash where nobody viewed (the view lies before the range). */
const perView = (clicks: number, views: number): string => (views > 0 ? (clicks / views).toFixed(2) : '–');

const clicked: readonly Column[] = [
  { name: 'Clicks', isNumber: true },
  { name: 'Share', meaning: 'Of all clicks on this page in this size of screen.', isNumber: true, class: 'heat-share' },
  {
    name: 'Per view',
    meaning:
      'Clicks divided by views of this page in this size of screen. Above 1, people click it more than once per view.',
    isNumber: true,
  },
];

const judged: readonly Column[] = [
  { name: 'Times', isNumber: true },
  {
    name: 'Share',
    meaning: 'Of all of this kind on this page in this size of screen.',
    isNumber: true,
    class: 'heat-share',
  },
  { name: 'Sessions', isNumber: true },
];

/** What is known of elements besides their clicks, by name. */
const knownOf = ({ elements }: ElementsAnswer): Map<string, ElementsAnswer['elements'][number]> =>
  new Map(elements.map((one) => [`${one.index} ${one.key}`, one]));

/** The panel of a layer of heat. */
export function ElementsPanel({
  data,
  layer,
  found,
  isStale,
  ...hands
}: PlaceHands & {
  readonly data: HeatmapData;
  readonly layer: GridLayer;
  /** Whether each element of the grid is on the page as it is shown now. */
  readonly found: readonly boolean[];
  readonly isStale: boolean;
}): JSX.Element {
  const { grid, seen, page, viewport } = data;
  const known = knownOf(seen);
  const ranked = grid.elements
    .map((element, place) => ({ element, place, about: known.get(`${element.index} ${element.key}`) }))
    .sort((a, b) => b.element.clicks - a.element.clicks);
  const most = ranked[0]?.element.clicks ?? 1;
  const rows = ranked.map(({ element, place, about }): PlaceRow => {
    const { key, index, clicks } = element;
    const name = nameOf({ label: about?.label ?? '', key });
    return {
      key,
      index,
      place,
      isFound: found[place],
      name,
      role: about?.role ?? '',
      isClickable: about?.interactive ?? true,
      bar: clicks / most,
      cells: (
        <>
          <NumberCell id="row-clicks">{count(clicks)}</NumberCell>
          <NumberCell id="row-share" class="heat-share">
            {percent(clicks / grid.clicks)}
          </NumberCell>
          {layer === 'click' ? (
            <NumberCell id="row-per-view">{perView(clicks, seen.views)}</NumberCell>
          ) : (
            <NumberCell id="row-sessions">
              <SessionsLink
                filters={{ event: { kind: layer, page, viewport, key, index } }}
                label={`Sessions with ${wordOf(layer)}s on ${name}`}
              >
                Open
              </SessionsLink>
            </NumberCell>
          )}
        </>
      ),
    };
  });
  return (
    <Panel
      title={`Elements by ${wordOf(layer)}s`}
      note="Point at a row to see where it is. Show scrolls to it."
      isStale={isStale}
    >
      <PlacesTable columns={layer === 'click' ? clicked : judged} rows={rows} {...hands} />
    </Panel>
  );
}

/** What narrows the list: pickers beside the heading, and one chip per filter that takes it away. */
import type { JSX } from 'preact';
import { CloseIcon } from '../shell/icons.tsx';
import { counted, shortPage } from '../shell/format.ts';
import { goTo, useLink } from '../shell/urlState.ts';
import { eventInWords } from './eventInWords.ts';
import { type FunnelFilter, paramsOf, type SessionFilters } from './filters.ts';
import { shortId } from './names.ts';

/** Parts of both. */
export interface FiltersProps {
  readonly filters: SessionFilters;
  /** Pages to pick from. */
  readonly pages: readonly string[];
}

/** Pickers. */
export function FilterControls({ filters, pages }: FiltersProps): JSX.Element {
  const link = useLink();
  const set = (change: Partial<SessionFilters>): void => goTo(link('/sessions', paramsOf({ ...filters, ...change })));
  return (
    <>
      <label class="sessions-picker">
        <span class="hidden">Sessions on page</span>
        <select
          class="field"
          data-testid="sessions-page"
          data-focus="search"
          value={filters.page}
          onChange={(event) => set({ page: event.currentTarget.value })}
        >
          <option value="">Any page</option>
          {filters.page !== '' && !pages.includes(filters.page) && <option value={filters.page}>{filters.page}</option>}
          {pages.map((page) => (
            <option key={page} value={page}>
              {shortPage(page, pages)}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          data-testid="sessions-errors"
          checked={filters.withErrors}
          onChange={(event) => set({ withErrors: event.currentTarget.checked })}
        />
        <span>With errors</span>
      </label>
    </>
  );
}

/** `Reached step 3 of 5: /checkout`, or `Lost after step 2 of 5: add_to_cart`. */
function funnelInWords({ steps, least, most }: FunnelFilter, pages: readonly string[]): string {
  const step = steps[least - 1];
  const all = steps.length;
  if (!step || (most !== all && most !== least)) return `Took ${least} to ${most} of ${all} steps`;
  const name = step.kind === 'page' ? shortPage(step.page, pages) : step.kind === 'custom' ? step.name : step.key;
  return `${most === all ? 'Reached' : 'Lost after'} step ${least} of ${all}: ${name}`;
}

/** Chips of the filters in use; nothing when there are none. */
export function Chips({ filters, pages }: FiltersProps): JSX.Element | null {
  const link = useLink();
  const { page, withErrors, visitor, error, event, release, browser, withMissing, funnel } = filters;
  const chips: readonly { readonly text: string; readonly without: Partial<SessionFilters> }[] = [
    ...(page === '' ? [] : [{ text: `Page ${shortPage(page, pages)}`, without: { page: '' } }]),
    ...(withErrors ? [{ text: 'With errors', without: { withErrors: false } }] : []),
    ...(visitor === '' ? [] : [{ text: `Visitor ${shortId(visitor)}`, without: { visitor: '' } }]),
    ...(error === undefined ? [] : [{ text: error.message || error.type, without: { error: undefined } }]),
    ...(event === undefined ? [] : [{ text: eventInWords(event, pages), without: { event: undefined } }]),
    ...(release === undefined ? [] : [{ text: `Release ${release || 'not named'}`, without: { release: undefined } }]),
    ...(browser === undefined ? [] : [{ text: `Browser ${browser || 'not known'}`, without: { browser: undefined } }]),
    ...(withMissing ? [{ text: 'With missing events', without: { withMissing: false } }] : []),
    ...(funnel === undefined ? [] : [{ text: funnelInWords(funnel, pages), without: { funnel: undefined } }]),
  ];
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label={counted(chips.length, 'filter')}>
      {chips.map(({ text, without }) => (
        <li key={text}>
          <a
            class="chip"
            href={link('/sessions', paramsOf({ ...filters, ...without }))}
            aria-label={`Remove filter: ${text}`}
            data-testid="chip"
          >
            <span>{text}</span>
            <CloseIcon />
          </a>
        </li>
      ))}
    </ul>
  );
}

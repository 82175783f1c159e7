/** The frame of every page: heading, controls, the sign that an answer takes long, content. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Query } from './useQuery.ts';

/** Parts of a page's frame. */
export interface PageProps {
  /** Heading and title of the tab. */
  readonly title: string;
  /** Pickers and switches of this page, beside the heading. */
  readonly controls?: ComponentChildren;
  /** Questions the page asks: while one takes long, a bar and a way to cancel are shown. */
  readonly queries?: readonly Query<unknown>[];
  /** For pages with a canvas wider than text should be. */
  readonly isWide?: boolean;
  readonly children?: ComponentChildren;
}

/** A page. */
export function Page({ title, controls, queries = [], isWide = false, children }: PageProps): JSX.Element {
  useEffect(() => {
    document.title = `${title} · Watchglass`;
  }, [title]);
  const slow = queries.filter((query) => query.isSlow);
  return (
    <div class={`page${isWide ? ' page-wide' : ''}`}>
      <div class="page-head">
        <h1 tabIndex={-1} id="page-title">
          {title}
        </h1>
        {controls !== undefined && <div class="page-controls">{controls}</div>}
      </div>
      <div class="page-busy" role="status">
        {slow.length > 0 && (
          <>
            <span class="page-bar" aria-hidden="true" />
            <span class="page-counting">
              Counting …
              <button type="button" class="link" onClick={() => slow.forEach((query) => query.cancel())}>
                Cancel
              </button>
            </span>
          </>
        )}
      </div>
      {children}
    </div>
  );
}

/** Parts of a panel. */
export interface PanelProps {
  readonly title: ComponentChildren;
  /** One line under the title. */
  readonly note?: ComponentChildren;
  readonly controls?: ComponentChildren;
  /** The answer shown belongs to an earlier question. */
  readonly isStale?: boolean;
  readonly class?: string;
  readonly children?: ComponentChildren;
}

/** A titled box; one thought of a page. */
export function Panel({ title, note, controls, isStale = false, children, ...rest }: PanelProps): JSX.Element {
  return (
    <section class={`panel ${rest.class ?? ''}`} data-stale={isStale || undefined}>
      <div class="panel-head">
        <div>
          <h2>{title}</h2>
          {note !== undefined && <p class="panel-note">{note}</p>}
        </div>
        {controls !== undefined && <div class="panel-controls">{controls}</div>}
      </div>
      {children}
    </section>
  );
}

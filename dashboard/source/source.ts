/**
 * Where a dashboard page gets its numbers: a collector over HTTP, or the IndexedDB of this origin. Pages know only
 * this interface, so that both show the same.
 */
import type {
  CatalogueAnswer,
  ClickGridAnswer,
  ClickGridInput,
  ElementsAnswer,
  FunnelAnswer,
  FunnelInput,
  OverviewAnswer,
  Scope,
  ScrollReachAnswer,
  ScrollReachInput,
} from '@watchglass/analysis';

/** Answers the dashboard's questions. Every call can be cancelled; a failed one rejects with a sentence for people. */
export interface DataSource {
  /** What it is, for the header: `local` reads this browser, `http` a collector. */
  readonly name: 'local' | 'http';
  /** Numbers of the first page. */
  overview(input: Scope, signal: AbortSignal): Promise<OverviewAnswer>;
  /** Pages and named events that occurred, for pickers. */
  catalogue(input: Scope, signal: AbortSignal): Promise<CatalogueAnswer>;
  /** Clicks of one page and viewport class, by element. */
  clickGrid(input: ClickGridInput, signal: AbortSignal): Promise<ClickGridAnswer>;
  /** Ranked elements of one page and viewport class. */
  elements(input: ClickGridInput, signal: AbortSignal): Promise<ElementsAnswer>;
  /** How far visitors got down one page. */
  scrollReach(input: ScrollReachInput, signal: AbortSignal): Promise<ScrollReachAnswer>;
  /** Steps in order, with conversion and times. */
  funnel(input: FunnelInput, signal: AbortSignal): Promise<FunnelAnswer>;
  /** Calls back when there may be new data; returns the way to stop. */
  watch(changed: () => void): () => void;
}

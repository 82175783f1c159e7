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
  LedgerAnswer,
  LedgerInput,
  OverviewAnswer,
  Scope,
  ScrollReachAnswer,
  ScrollReachInput,
  SessionAnswer,
  SessionInput,
  SessionsAnswer,
  SessionsInput,
} from '@watchglass/analysis';

/** Answers the dashboard's questions. Every call can be cancelled; a failed one rejects with a sentence for people. */
export interface DataSource {
  /** What it is, for the header: `local` reads this browser, `http` a collector. */
  readonly name: 'local' | 'http';
  /** Numbers of the first page. */
  overview(input: Scope, signal: AbortSignal): Promise<OverviewAnswer>;
  /** What became of every captured event. */
  ledger(input: LedgerInput, signal: AbortSignal): Promise<LedgerAnswer>;
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
  /** Sessions, latest first, some at a time. */
  sessions(input: SessionsInput, signal: AbortSignal): Promise<SessionsAnswer>;
  /** One session, event by event. */
  session(input: SessionInput, signal: AbortSignal): Promise<SessionAnswer>;
  /** Calls back when there may be new data; returns the way to stop. */
  watch(changed: () => void): () => void;
  /** What there is now; undefined until the first look. A watcher hears when it changes. */
  state(): DataState | undefined;
  /** The data itself, where it lies in this browser and so belongs to the reader. */
  readonly data?: OwnData;
}

/** Data that lies in this browser: what the reader can do with it. */
interface OwnData {
  /** Adds the sample visits, their times shifted so that the last one is now. */
  loadSample(): Promise<LoadReport>;
  /** Adds the events of a file; all or none. Rejects with a sentence for people. */
  open(file: Blob): Promise<LoadReport>;
  /** All events as NDJSON, one per line, ordered by time. */
  save(): Promise<Blob>;
  /** Deletes all events. */
  clear(): Promise<void>;
}

/** What a source has. */
export interface DataState {
  /** Events of all times. */
  readonly events: number;
  /** Records in the store that no version of ours wrote. */
  readonly skipped: number;
  /** Time of the first and last event, epoch ms; 0 when there is none, or when the source does not tell. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** Why the browser's storage cannot be used, a sentence for people; '' when it can. */
  readonly blocked: string;
}

/** What loading brought. */
export interface LoadReport {
  readonly events: number;
  /** Of these, how many were here before. */
  readonly known: number;
  readonly sessions: number;
}

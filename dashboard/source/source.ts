/**
 * Where a dashboard page gets its numbers: a collector over HTTP, or the IndexedDB of this origin. Pages know only
 * this interface, so that both show the same.
 */
import type {
  AttentionAnswer,
  CatalogueAnswer,
  ClickGridAnswer,
  ClickGridInput,
  ElementsAnswer,
  ErrorsAnswer,
  FormsAnswer,
  FormsInput,
  FunnelAnswer,
  FunnelInput,
  LedgerAnswer,
  LedgerInput,
  OverviewAnswer,
  PageInput,
  RequestsAnswer,
  Scope,
  ScrollReachAnswer,
  SessionAnswer,
  SessionInput,
  SessionsAnswer,
  SessionsInput,
} from '@watchglass/analysis';

/** Answers the dashboard's questions. Every call can be cancelled; a failed one rejects with a sentence for people. */
export interface DataSource {
  /** What it is, for the header: `local` reads this browser, `http` a collector. */
  readonly name: 'local' | 'http';
  /** IANA zone that days and hours are cut in, and times shown in. */
  readonly timeZone: string;
  /** Numbers of the first page. */
  overview(input: Scope, signal: AbortSignal): Promise<OverviewAnswer>;
  /** What became of every captured event. */
  ledger(input: LedgerInput, signal: AbortSignal): Promise<LedgerAnswer>;
  /** Pages and named events that occurred, for pickers. */
  catalogue(input: Scope, signal: AbortSignal): Promise<CatalogueAnswer>;
  /** Clicks of one page and viewport class, or those that a rule judged, by element. */
  clickGrid(input: ClickGridInput, signal: AbortSignal): Promise<ClickGridAnswer>;
  /** How long the pointer was on the elements of one page and viewport class. */
  attention(input: PageInput, signal: AbortSignal): Promise<AttentionAnswer>;
  /** Ranked elements of one page and viewport class, with how many views saw them. */
  elements(input: PageInput, signal: AbortSignal): Promise<ElementsAnswer>;
  /** How far visitors got down one page. */
  scrollReach(input: PageInput, signal: AbortSignal): Promise<ScrollReachAnswer>;
  /** How forms went, field by field. */
  forms(input: FormsInput, signal: AbortSignal): Promise<FormsAnswer>;
  /** Errors, and beside them those that are noise. */
  errors(input: Scope, signal: AbortSignal): Promise<ErrorsAnswer>;
  /** Requests that failed or took long. */
  requests(input: Scope, signal: AbortSignal): Promise<RequestsAnswer>;
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
  /** Sessions of programs that the project keeps out; 0 where that is not told, and once there are events to show. */
  readonly automated?: number;
}

/** What loading brought. */
export interface LoadReport {
  readonly events: number;
  /** Of these, how many were here before. */
  readonly known: number;
  readonly sessions: number;
}

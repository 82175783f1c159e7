/** The data source of a collector: one project of it. The collector sends rows, `fold` of analysis is done here. */
import {
  attention,
  catalogue,
  clickGrid,
  type ClickGridRow,
  elements,
  errors,
  forms,
  funnel,
  type Insight,
  ledger,
  overview,
  type PageInput,
  requests,
  type Scope,
  scrollReach,
  session,
  sessions,
} from '@watchglass/analysis';
import { type Ask, type Question, rowsOf, rowsOfColumns } from './ask.ts';
import { createNews } from './news.ts';
import type { DataSource, DataState } from './source.ts';

/**
 * How long the collector may wait for news before it answers, while the page is seen, ms. What it stores itself it tells
 * of at once; what another collector has stored is seen after this time.
 */
const POLL_MS = 1000;
/** Looking takes at most a third of the time: an engine that is slow is left alone twice as long as it took. */
const REST = 2;
/** Longest pause between two looks, however slow the engine is. */
const LONGEST_MS = 60_000;

/** What the source is made from. */
export interface HttpSourceOptions {
  readonly ask: Ask;
  /** Id of the project. */
  readonly project: string;
  /** Zone of the project. */
  readonly timeZone: string;
  /** Calls back when the page is shown or hidden; returns the way to stop. Default: never. */
  readonly watchVisible?: (changed: (isVisible: boolean) => void) => () => void;
  /** How long a look for news may wait for them, ms. Default 1,000. */
  readonly pollMs?: number;
}

const columns: readonly (keyof ClickGridRow)[] = ['key', 'index', 'cx', 'cy', 'clicks', 'pageX', 'pageY', 'fixed'];

/** Sources share nothing: each looks for news of its project while somebody watches. */
export function createHttpSource({
  ask,
  project,
  timeZone,
  watchVisible = () => () => {},
  pollMs = POLL_MS,
}: HttpSourceOptions): DataSource {
  let slowestMs = 0;

  /** Asks, and keeps the time it took. */
  async function timed(question: Question): Promise<unknown> {
    const started = performance.now();
    try {
      return await ask(question);
    } finally {
      slowestMs = Math.max(slowestMs, performance.now() - started);
    }
  }

  const asking =
    <Input, Row, Answer>(
      insight: Insight<Input, Row, Answer>,
      questionOf: (input: Input) => Omit<Question, 'signal'>,
      read: (answer: unknown) => Row[] = rowsOf,
    ) =>
    async (input: Input, signal: AbortSignal): Promise<Answer> => {
      const { path, params } = questionOf(input);
      return insight.fold(read(await timed({ path, params: { project, ...params }, signal })), input);
    };

  const scoped = (scope: Scope) => ({ from: scope.from, to: scope.to, timeZone: scope.timeZone });
  const paged = (input: PageInput) => ({ ...scoped(input), page: input.page, viewport: input.viewport });

  let stored: number | undefined;

  /** How long to leave the engine alone after its slowest answer since the last look. */
  function restMs(): number {
    const rest = Math.min(LONGEST_MS, REST * slowestMs);
    slowestMs = 0;
    return rest;
  }

  const news = createNews({
    async look(signal, isNews) {
      const started = performance.now();
      const wait = stored === undefined ? {} : { seen: stored, waitMs: pollMs };
      const rows = rowsOf<StateRow>(await ask({ path: 'state', params: { project, ...wait }, signal }));
      const tookMs = performance.now() - started;
      const [{ stored: now, ...row } = {}] = rows;
      stored = now;
      // waiting is no sign of an engine that is slow
      slowestMs = Math.max(slowestMs, 'seen' in wait ? tookMs - pollMs : tookMs);
      const found = JSON.stringify(row);
      // one that did not wait must not be asked without end
      return { found, pauseMs: Math.max(restMs(), isNews(found) ? 0 : pollMs - tookMs) };
    },
    failedMs: () => Math.max(restMs(), pollMs),
    watchVisible,
  });

  return {
    name: 'http',
    timeZone,
    overview: asking(overview, (input) => ({ path: 'overview', params: scoped(input) })),
    // the collector knows best what time it is there
    ledger: asking(ledger, (input) => ({ path: 'ledger', params: scoped(input) })),
    catalogue: asking(catalogue, (input) => ({ path: 'catalogue', params: scoped(input) })),
    clickGrid: asking(
      clickGrid,
      (input) => ({ path: 'heatmap', params: { ...paged(input), layer: input.layer } }),
      (answer) => rowsOfColumns<ClickGridRow>(answer, columns),
    ),
    attention: asking(attention, (input) => ({ path: 'attention', params: paged(input) })),
    elements: asking(elements, (input) => ({ path: 'elements', params: paged(input) })),
    scrollReach: asking(scrollReach, (input) => ({ path: 'scroll-reach', params: paged(input) })),
    forms: asking(forms, (input) => ({ path: 'forms', params: { ...scoped(input), page: input.page } })),
    errors: asking(errors, (input) => ({ path: 'errors', params: scoped(input) })),
    requests: asking(requests, (input) => ({ path: 'requests', params: scoped(input) })),
    funnel: asking(funnel, (input) => ({
      path: 'funnel',
      params: { ...scoped(input), steps: JSON.stringify(input.steps), windowMs: input.windowMs, by: input.by },
    })),
    sessions: asking(sessions, (input) => ({
      path: 'sessions',
      params: {
        ...scoped(input),
        page: input.page,
        withErrors: input.withErrors === true ? true : undefined,
        error: input.error && JSON.stringify(input.error),
        event: input.event && JSON.stringify(input.event),
        visitor: input.visitor,
        release: input.release,
        browser: input.browser,
        withMissing: input.withMissing === true ? true : undefined,
        funnel: input.funnel && JSON.stringify(input.funnel),
        limit: input.limit,
        before: input.before && JSON.stringify(input.before),
      },
    })),
    session: asking(session, (input) => ({ path: `sessions/${encodeURIComponent(input.session)}` })),
    watch: news.watch,
    state: () => stateOf(news.last()),
  };
}

/** What a project holds, and how often its collector has stored something. */
type StateRow = Partial<Pick<DataState, 'events' | 'firstAt' | 'lastAt' | 'automated'>> & { readonly stored?: number };

/** What there is, as the collector says; nothing when it says nothing. */
function stateOf(row: string | undefined): DataState | undefined {
  if (row === undefined) return undefined;
  const { events = 0, firstAt = 0, lastAt = 0, automated = 0 } = JSON.parse(row) as Omit<StateRow, 'stored'>;
  return { events, skipped: 0, firstAt, lastAt, blocked: '', automated };
}

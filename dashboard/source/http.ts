/** The data source of a collector: one project of it. The collector sends rows, `fold` of analysis is done here. */
import {
  catalogue,
  clickGrid,
  type ClickGridInput,
  type ClickGridRow,
  elements,
  funnel,
  type Insight,
  overview,
  type Scope,
  scrollReach,
  session,
  sessions,
} from '@watchglass/analysis';
import { type Ask, type Question, rowsOf, rowsOfColumns } from './ask.ts';
import type { DataSource, DataState } from './source.ts';

/**
 * How often to look for new events while the page is seen. A click is on screen within 5 s: 2 s at most until the SDK
 * sends it, about 1 s until the store has it, this, and the answer.
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
  /** Calls back when the page is shown or hidden; returns the way to stop. Default: never. */
  readonly watchVisible?: (changed: (isVisible: boolean) => void) => () => void;
  /** How often to look for news, ms. Default 1,000. */
  readonly pollMs?: number;
}

const columns: readonly (keyof ClickGridRow)[] = ['key', 'index', 'cx', 'cy', 'clicks', 'pageX', 'pageY', 'fixed'];

/** Sources share nothing: each looks for news of its project while somebody watches. */
export function createHttpSource({
  ask,
  project,
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

  const scoped = ({ from, to, timeZone }: Scope) => ({ from, to, timeZone });
  const paged = (input: ClickGridInput) => ({ ...scoped(input), page: input.page, viewport: input.viewport });

  const news = createNews(
    async () => JSON.stringify(rowsOf(await timed({ path: 'state', params: { project } }))),
    () => {
      const pause = Math.min(LONGEST_MS, Math.max(pollMs, REST * slowestMs));
      slowestMs = 0;
      return pause;
    },
    watchVisible,
  );

  return {
    name: 'http',
    overview: asking(overview, (input) => ({ path: 'overview', params: scoped(input) })),
    catalogue: asking(catalogue, (input) => ({ path: 'catalogue', params: scoped(input) })),
    clickGrid: asking(
      clickGrid,
      (input) => ({ path: 'heatmap', params: paged(input) }),
      (answer) => rowsOfColumns<ClickGridRow>(answer, columns),
    ),
    elements: asking(elements, (input) => ({ path: 'elements', params: paged(input) })),
    scrollReach: asking(scrollReach, (input) => ({ path: 'scroll-reach', params: paged(input) })),
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
        visitor: input.visitor,
        limit: input.limit,
        before: input.before && JSON.stringify(input.before),
      },
    })),
    session: asking(session, (input) => ({ path: `sessions/${encodeURIComponent(input.session)}` })),
    watch: news.watch,
    state: () => stateOf(news.last()),
  };
}

/** What there is, as the collector says; nothing when it says nothing. */
function stateOf(rows: string | undefined): DataState | undefined {
  if (rows === undefined) return undefined;
  const [row = {}] = JSON.parse(rows) as readonly Partial<Pick<DataState, 'events' | 'firstAt' | 'lastAt'>>[];
  const { events = 0, firstAt = 0, lastAt = 0 } = row;
  return { events, skipped: 0, firstAt, lastAt, blocked: '' };
}

/** News of a text that is looked at again and again while somebody watches and the page is seen. */
function createNews(
  look: () => Promise<string>,
  pauseMs: () => number,
  watchVisible: (changed: (isVisible: boolean) => void) => () => void,
): { readonly watch: (changed: () => void) => () => void; readonly last: () => string | undefined } {
  const watchers = new Set<() => void>();
  let last: string | undefined;
  let hasFailed = false;
  let isLooking = false;
  let isVisible = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopWatching = (): void => {};

  async function lookNow(): Promise<void> {
    clearTimeout(timer);
    if (isLooking) return;
    isLooking = true;
    try {
      const now = await look();
      // after a failure also without news: what was asked meanwhile has failed as well
      const isNews = now !== last || hasFailed;
      last = now;
      hasFailed = false;
      if (isNews) for (const changed of watchers) changed();
    } catch {
      // the questions of the page say what is wrong
      hasFailed = true;
    } finally {
      isLooking = false;
      if (watchers.size > 0 && isVisible) timer = setTimeout(() => void lookNow(), pauseMs());
    }
  }

  return {
    last: () => last,
    watch: (changed) => {
      watchers.add(changed);
      if (watchers.size === 1) {
        stopWatching = watchVisible((visible) => {
          isVisible = visible;
          if (visible) void lookNow();
          else clearTimeout(timer);
        });
        void lookNow();
      }
      return () => {
        if (!watchers.delete(changed) || watchers.size > 0) return;
        clearTimeout(timer);
        stopWatching();
      };
    },
  };
}

/** A collector as the dashboard meets it: rows of analysis over events that a test planted, behind the same addresses. */
import {
  attention,
  catalogue,
  clickGrid,
  type ClickGridRow,
  elements,
  errors,
  type EventFilter,
  forms,
  funnel,
  type GridLayer,
  ledger,
  overview,
  requests,
  scrollReach,
  session,
  sessions,
} from '@watchglass/analysis';
import type { StoredEvent } from '@watchglass/contract';

/** A request. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is answered: a text as it is, anything else as JSON. Status 200 unless given. */
export interface Answer {
  readonly status?: number;
  readonly body: unknown;
}

const numbers = ({ params }: Asked) => ({
  from: Number(params['from']),
  to: Number(params['to']),
  timeZone: params['timeZone'] ?? '',
});

const stateOf = (events: readonly StoredEvent[]) => {
  const times = events.map(({ at, skewMs }) => at + skewMs);
  const latest = (all: readonly number[]): number => all.reduce((most, one) => Math.max(most, one), 0);
  return {
    events: events.length,
    firstAt: events.length === 0 ? 0 : Math.min(...times),
    lastAt: latest(times),
    receivedAt: latest(events.map(({ receivedAt }) => receivedAt)),
  };
};

/** Columns of the heatmap: also those of no cells. */
const cellColumns: readonly (keyof ClickGridRow)[] = ['key', 'index', 'cx', 'cy', 'clicks', 'pageX', 'pageY', 'fixed'];

/** What a collector answers: the input from the query string, rows from the events. */
export function collectorAnswer(events: readonly StoredEvent[], asked: Asked): Answer {
  const { params, path } = asked;
  const input = numbers(asked);
  const paged = { ...input, page: params['page'] ?? '', viewport: params['viewport'] as 'desktop' };
  const name = path.replace('/api/', '');
  if (name === 'state') return { body: { rows: [stateOf(events)] } };
  if (name === 'overview') return { body: { rows: overview.rows(events, input) } };
  if (name === 'ledger') {
    const found = ledger.rows(events, { ...input, now: Date.now() });
    return { body: { rows: [...found, { row: 'duplicates', count: 3, since: 0 }] } };
  }
  if (name === 'catalogue') return { body: { rows: catalogue.rows(events, input) } };
  if (name === 'attention') return { body: { rows: attention.rows(events, paged) } };
  if (name === 'forms') return { body: { rows: forms.rows(events, { ...input, page: params['page'] }) } };
  if (name === 'errors') return { body: { rows: errors.rows(events, input) } };
  if (name === 'requests') return { body: { rows: requests.rows(events, input) } };
  if (name === 'elements') return { body: { rows: elements.rows(events, paged) } };
  if (name === 'scroll-reach') return { body: { rows: scrollReach.rows(events, paged) } };
  if (name === 'heatmap') {
    const rows = clickGrid.rows(events, { ...paged, layer: params['layer'] as GridLayer | undefined });
    const columns = cellColumns.map((key) => [key, rows.map((r) => r[key])]);
    return { body: { columns: Object.fromEntries(columns) as object } };
  }
  if (name === 'funnel')
    return {
      body: {
        rows: funnel.rows(events, {
          ...input,
          steps: JSON.parse(params['steps'] ?? '') as [],
          windowMs: Number(params['windowMs']),
          by: params['by'] as 'visitor',
        }),
      },
    };
  if (name === 'sessions')
    return {
      body: {
        rows: sessions.rows(events, {
          ...input,
          page: params['page'],
          withErrors: params['withErrors'] === 'true',
          error: params['error'] === undefined ? undefined : (JSON.parse(params['error']) as { type: ''; message: '' }),
          event: params['event'] === undefined ? undefined : (JSON.parse(params['event']) as EventFilter),
          visitor: params['visitor'],
          release: params['release'],
          browser: params['browser'],
          withMissing: params['withMissing'] === 'true',
          limit: params['limit'] === undefined ? undefined : Number(params['limit']),
          before: params['before'] === undefined ? undefined : (JSON.parse(params['before']) as { at: 0; session: '' }),
        }),
      },
    };
  return { body: { rows: session.rows(events, { session: decodeURIComponent(name.replace('sessions/', '')) }) } };
}

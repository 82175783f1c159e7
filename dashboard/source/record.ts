/**
 * Records of the local store as events, and events of a file as records. The store lies in an origin we share with the
 * site, so a record is looked at before analysis, which trusts types, gets to see it. (The full schema would cost 40 kB
 * and most of the time it takes to read a large store; it judges opened files.)
 */
import { timeOf } from '@watchglass/analysis';
import {
  browserOf,
  type Kind,
  type LocalRecord,
  laneOf,
  type StoredEvent,
  type WatchglassEvent,
} from '@watchglass/contract';

const common = {
  text: ['id', 'visitor', 'user', 'session', 'tab', 'doc', 'view', 'url', 'page'],
  number: ['at', 'seq'],
} as const;

/** Fields of something by the types they must have. */
interface Fields {
  readonly text: readonly string[];
  readonly number: readonly string[];
  /** Bags of numbers. */
  readonly counts?: readonly string[];
  /** Lists of things with fields of their own. */
  readonly lists?: Readonly<Record<string, Fields>>;
}

const element: Fields = { text: ['key', 'role', 'label'], number: ['index'] };
const spot: Fields = {
  text: [...element.text, 'pointer'],
  number: ['index', 'ex', 'ey', 'pageX', 'pageY', 'viewportWidth'],
};
const signal: Fields = {
  text: [...spot.text, 'rule'],
  number: [...spot.number, 'confidence'],
  counts: ['features'],
};
const listOf = (...number: string[]): Fields => ({ ...element, number: [...element.number, ...number] });

/** Fields of each kind that analysis reads or a page shows. */
const own: Readonly<Record<Kind, Fields>> = {
  page_view: { text: ['title'], number: ['viewportWidth'] },
  page_leave: { text: [], number: ['visibleMs', 'activeMs', 'scrollRatioMax', 'contentRatioMax', 'viewportWidth'] },
  click: spot,
  rage_click: signal,
  dead_click: signal,
  error_click: signal,
  dead_swipe: signal,
  thrashed_cursor: {
    text: [...element.text, 'rule'],
    number: ['index', 'pageX', 'pageY', 'viewportWidth', 'confidence'],
    counts: ['features'],
  },
  quick_back: { text: [...element.text, 'rule', 'left'], number: ['index', 'confidence'], counts: ['features'] },
  scroll: { text: ['key'], number: ['index', 'scrollRatioMax', 'scrollRatioLast', 'contentRatioMax', 'viewportWidth'] },
  attention: { text: [], number: ['viewportWidth'], lists: { attended: listOf('dwellMs') } },
  exposure: { text: [], number: ['viewportWidth'], lists: { exposed: listOf('exposedMs') } },
  form: {
    text: ['key', 'label', 'outcome', 'lastKey'],
    number: ['index', 'durationMs', 'lastIndex'],
    lists: { fields: listOf('focusMs', 'edits', 'reentries', 'invalid') },
  },
  selection: { text: ['key', 'action'], number: ['index', 'chars'] },
  error: {
    text: ['type', 'message', 'stack', 'noise'],
    number: ['count'],
    lists: { breadcrumbs: { text: ['category', 'message'], number: ['at'] } },
  },
  resource_error: { text: ['key', 'resource'], number: ['index', 'status'] },
  violation: { text: ['policy', 'directive', 'resource', 'source', 'message'], number: [] },
  request: { text: ['method', 'target', 'failure'], number: ['status', 'durationMs'] },
  vital: { text: ['metric', 'rating', 'key'], number: ['value', 'index'], counts: ['attribution'] },
  long_frame: {
    text: [],
    number: ['durationMs', 'blockingMs'],
    lists: { scripts: { text: ['source', 'invoker'], number: ['durationMs'] } },
  },
  custom: { text: ['name'], number: [] },
  identify: { text: [], number: [] },
  group: { text: ['groupType', 'group'], number: [] },
  feature_flag: { text: ['flag', 'variant'], number: [] },
  sdk: { text: [], number: ['mainThreadMs'], counts: ['drops'] },
};

type Bag = Readonly<Record<string, unknown>>;

/** Furthest from 1970 that a date can be, ms. */
const LAST_TIME = 8.64e15;

const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);

const isCounts = (value: unknown): value is Record<string, number> =>
  isBag(value) && Object.values(value).every(Number.isFinite);

const has = (value: Bag, { text, number, counts = [], lists = {} }: Fields): boolean =>
  text.every((name) => typeof value[name] === 'string') &&
  number.every((name) => Number.isFinite(value[name])) &&
  counts.every((name) => isCounts(value[name])) &&
  Object.entries(lists).every(([name, fields]) => {
    const list = value[name];
    return Array.isArray(list) && list.every((one) => isBag(one) && has(one, fields));
  });

function isEvent(value: unknown): value is WatchglassEvent {
  if (!isBag(value)) return false;
  const kind = value['kind'];
  return (
    typeof kind === 'string' &&
    Object.hasOwn(own, kind) &&
    has(value, common) &&
    has(value, own[kind as Kind]) &&
    Math.abs(timeOf({ at: Number(value['at']), skewMs: skewOf(value) })) <= LAST_TIME
  );
}

/** The events of a record; undefined when it is not one of ours. `key` is the record's name in the store. */
export function eventsOfRecord(key: string, value: unknown): StoredEvent[] | undefined {
  if (!isBag(value) || !isBag(value['batch'])) return undefined;
  const { batch, receivedAt } = value as unknown as LocalRecord;
  if (batch.contract !== 1 || batch.batch !== key || !Number.isFinite(receivedAt)) return undefined;
  if (!Array.isArray(batch.events) || !batch.events.every(isEvent)) return undefined;
  const { release, environment, sampleRate, sdk, drops } = batch as unknown as Bag;
  const stored = {
    batch: key,
    release: typeof release === 'string' ? release : '',
    environment: typeof environment === 'string' ? environment : '',
    sampleRate: typeof sampleRate === 'number' ? sampleRate : 1,
    receivedAt,
    ...(isCounts(drops) && Object.keys(drops).length > 0 ? { batchDrops: drops } : {}),
  };
  // a sink of this origin stored what this browser did; lines of a file say whose they are, or nobody knows
  const browser = typeof sdk === 'string' && sdk !== '' ? { browser: browserOf(globalThis.navigator?.userAgent) } : {};
  // the sink stores on the clock that made the events: no skew, unless a file brought one
  return batch.events.map((event) => ({ ...browser, ...event, ...stored, skewMs: skewOf(event) }));
}

const skewOf = (event: object): number => {
  const { skewMs } = event as Partial<StoredEvent>;
  return Number.isFinite(skewMs) ? Number(skewMs) : 0;
};

function eventOf(stored: StoredEvent): WatchglassEvent {
  const {
    batch: _,
    release: __,
    environment: ___,
    sampleRate: ____,
    receivedAt: _____,
    batchDrops: ______,
    ...rest
  } = stored;
  const { skewMs, ...event } = rest;
  return (skewMs === 0 ? event : { ...event, skewMs }) as WatchglassEvent;
}

/** Events of a file as records by batch id, as the sink would have stored them. */
export function recordsOfEvents(events: readonly StoredEvent[]): Map<string, LocalRecord> {
  const records = new Map<string, LocalRecord>();
  for (const stored of events) {
    let record = records.get(stored.batch);
    if (!record) {
      record = {
        receivedAt: stored.receivedAt,
        batch: {
          contract: 1,
          batch: stored.batch,
          lane: laneOf(stored.kind),
          doc: stored.doc,
          release: stored.release,
          environment: stored.environment,
          // a line of the export does not carry these
          sdk: '',
          context: { language: '', timeZone: '', screenWidth: 0, screenHeight: 0, automated: false },
          sampleRate: stored.sampleRate,
          drops: stored.batchDrops ?? {},
          events: [],
        },
      };
      records.set(stored.batch, record);
    }
    record.batch.events.push(eventOf(stored));
  }
  return records;
}

/** Two records of one batch as one: each event once, the newer word wins. */
export function mergedRecord(older: LocalRecord, newer: LocalRecord): LocalRecord {
  const events = new Map([...older.batch.events, ...newer.batch.events].map((event) => [event.id, event]));
  return { receivedAt: newer.receivedAt, batch: { ...older.batch, events: [...events.values()] } };
}

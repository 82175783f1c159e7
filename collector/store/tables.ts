/** The events table, as migrations. Why it is cut and sorted the way it is: docs/adr/0011-the-events-table.md. */
import { documents } from './documents.ts';
import type { Migration } from './migrations.ts';

/** Milliseconds of a mean Gregorian month: 365.2425 d / 12. */
const MONTH_MS = 2_629_746_000;
/**
 * Months in the ring of partitions: those that are kept at once (400 days and a running one are 15) and as many again,
 * so that a slot is empty before its turn comes. An insert block may touch 100 partitions, ours at most 25.
 */
const RING = 24;

/** Milliseconds of a UUIDv7: its first 48 bits, 12 of the first 13 characters. */
const BORN_AT = 'reinterpretAsUInt64(reverse(unhex(concat(substring(id, 1, 8), substring(id, 10, 4)))))';

/** Slot of an event's month in the ring, by its id alone; ids that are no UUIDv7 have one slot of their own. */
const SLOT = `if(match(id, '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-7'), toUInt8(intDiv(${BORN_AT}, ${MONTH_MS}) % ${RING}), toUInt8(${RING}))`;

const events = `CREATE TABLE IF NOT EXISTS events (
  project LowCardinality(String),
  kind LowCardinality(String),
  id String CODEC(ZSTD(1)),
  at Int64 CODEC(Delta, ZSTD(1)),
  seq Int64 CODEC(Delta, ZSTD(1)),
  visitor String CODEC(ZSTD(1)),
  user String CODEC(ZSTD(1)),
  session String CODEC(ZSTD(1)),
  tab String CODEC(ZSTD(1)),
  doc String CODEC(ZSTD(1)),
  view String CODEC(ZSTD(1)),
  url String CODEC(ZSTD(1)),
  page LowCardinality(String),
  batch String CODEC(ZSTD(1)),
  release LowCardinality(String),
  environment LowCardinality(String),
  sampleRate Float64 CODEC(ZSTD(1)),
  receivedAt Int64 CODEC(Delta, ZSTD(1)),
  skewMs Int64 CODEC(ZSTD(1)),
  bot Bool,
  sdk LowCardinality(String),
  language LowCardinality(String),
  timeZone LowCardinality(String),
  screenWidth UInt32,
  screenHeight UInt32,
  automated Bool,
  title String CODEC(ZSTD(1)),
  viewportWidth UInt32 CODEC(ZSTD(1)),
  viewportHeight UInt32 CODEC(ZSTD(1)),
  documentHeight UInt32 CODEC(ZSTD(1)),
  activeMs Float64 CODEC(ZSTD(1)),
  contentRatioMax Float64 CODEC(ZSTD(1)),
  key LowCardinality(String),
  \`index\` Int64 CODEC(ZSTD(1)),
  role LowCardinality(String),
  label String CODEC(ZSTD(1)),
  ex Float64 CODEC(ZSTD(1)),
  ey Float64 CODEC(ZSTD(1)),
  pageX Int32 CODEC(ZSTD(1)),
  pageY Int32 CODEC(ZSTD(1)),
  fixed Bool,
  trusted Bool,
  interactive Bool,
  type LowCardinality(String),
  message String CODEC(ZSTD(1)),
  name LowCardinality(String),
  drops Map(String, Float64),
  body String CODEC(ZSTD(3)),
  time Int64 ALIAS at + skewMs,
  precedence UInt64 MATERIALIZED 18446744073709551615 - toUInt64(receivedAt) CODEC(Delta, ZSTD(1)),
  INDEX times at + skewMs TYPE minmax GRANULARITY 1,
  INDEX sessions session TYPE bloom_filter(0.01) GRANULARITY 1
) ENGINE = ReplacingMergeTree(precedence)
PARTITION BY ${SLOT}
ORDER BY (project, kind, intDiv(at, 86400000), id)
SETTINGS non_replicated_deduplication_window = 1000`;

/** What the signals' kinds have besides. An error that was stored before it had a count stands for itself. */
const signals = [
  'rule LowCardinality(String)',
  'confidence Float64 CODEC(ZSTD(1))',
  'features Map(String, Float64)',
  'attended Array(Tuple(key String, `index` Int64, role String, label String, dwellMs Float64)) CODEC(ZSTD(1))',
  'exposed Array(Tuple(key String, `index` Int64, role String, label String, exposedMs Float64)) CODEC(ZSTD(1))',
  'outcome LowCardinality(String)',
  'fields Array(Tuple(key String, `index` Int64, role String, label String, focusMs Float64, edits Int64, reentries Int64, invalid Int64)) CODEC(ZSTD(1))',
  'lastKey String CODEC(ZSTD(1))',
  'lastIndex Int64 CODEC(ZSTD(1))',
  'noise LowCardinality(String)',
  '`count` Int64 DEFAULT 1 CODEC(ZSTD(1))',
  'method LowCardinality(String)',
  'target LowCardinality(String)',
  'status UInt16',
  'failure LowCardinality(String)',
  'durationMs Float64 CODEC(ZSTD(1))',
];

/** All migrations, in order. */
export const migrations: readonly Migration[] = [
  { id: 1, statements: [events] },
  {
    id: 2,
    statements: [
      'ALTER TABLE events ADD COLUMN IF NOT EXISTS browser LowCardinality(String)',
      'ALTER TABLE events ADD COLUMN IF NOT EXISTS batchDrops Map(String, Float64)',
    ],
  },
  { id: 3, statements: documents, shardKey: 'sipHash64(doc)' },
  // one statement: the engine writes the table's description anew with each, and a disk that fills up meanwhile may damage it
  {
    id: 4,
    statements: [`ALTER TABLE events ${signals.map((column) => `ADD COLUMN IF NOT EXISTS ${column}`).join(', ')}`],
  },
];

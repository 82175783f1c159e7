/**
 * The table of documents: what is known of each one's numbers, kept up by the engine as events are inserted. Every column
 * is a smallest, a largest or a set, so that an event that is inserted twice changes nothing. Why: docs/adr/0014-documents.md.
 */

const table = `CREATE TABLE IF NOT EXISTS documents (
  project LowCardinality(String),
  doc String CODEC(ZSTD(1)),
  bot Bool,
  firstAt SimpleAggregateFunction(min, Int64) CODEC(ZSTD(1)),
  lastReceivedAt SimpleAggregateFunction(max, Int64) CODEC(ZSTD(1)),
  highest SimpleAggregateFunction(max, Int64) CODEC(ZSTD(1)),
  numbers AggregateFunction(groupBitmap, UInt64) CODEC(ZSTD(1)),
  release SimpleAggregateFunction(max, String) CODEC(ZSTD(1)),
  browser SimpleAggregateFunction(max, String) CODEC(ZSTD(1)),
  drops SimpleAggregateFunction(maxMap, Tuple(Array(String), Array(Float64))) CODEC(ZSTD(1))
) ENGINE = AggregatingMergeTree
ORDER BY (project, doc, bot)
SETTINGS non_replicated_deduplication_window = 1000`;

const rows = `SELECT
    project,
    doc,
    bot,
    min(e.at + e.skewMs) AS firstAt,
    max(e.receivedAt) AS lastReceivedAt,
    max(e.seq) AS highest,
    groupBitmapState(toUInt64(e.seq)) AS numbers,
    max(toString(e.release)) AS release,
    max(toString(e.browser)) AS browser,
    maxMap((
      arrayConcat(mapKeys(e.drops), mapKeys(e.batchDrops)),
      arrayConcat(mapValues(e.drops), mapValues(e.batchDrops))
    )) AS drops
  FROM events AS e GROUP BY project, doc, bot`;

/** The table, what keeps it up, and what was stored before there was one: an event that both bring counts once. */
export const documents: readonly string[] = [
  table,
  `CREATE MATERIALIZED VIEW IF NOT EXISTS documentsOfEvents TO documents AS ${rows}`,
  // more documents than fit into memory are grouped on disk
  `INSERT INTO documents ${rows} SETTINGS max_bytes_before_external_group_by = 100000000, max_threads = 1`,
];

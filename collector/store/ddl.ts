/** The one place that knows how a table is laid out: on one machine, or on the shards of a cluster. */

/** A cluster of the store's configuration (`remote_servers`). */
interface ClusterLayout {
  readonly cluster: string;
  /** Whether its servers can run `ON CLUSTER`; without it the statements are run on each of them. Default true. */
  readonly onCluster?: boolean;
}

/** Where tables live. */
export type Layout = 'single' | ClusterLayout;

/** What a table is on a cluster: `<name>_local` on each server, and `<name>` over all of them. */
const CREATE = /^CREATE TABLE IF NOT EXISTS (\w+)\s/;
const ALTER = /^ALTER TABLE (\w+)\s+/;
/** A view is on each server, from its own events to its own rows. */
const VIEW = /^CREATE MATERIALIZED VIEW IF NOT EXISTS (\w+) TO (\w+) AS ([\s\S]+)$/;

/**
 * A statement of a migration as the layout needs it.
 *
 * @param statement for one machine; a table is made by `CREATE TABLE IF NOT EXISTS <name>` and changed by `ALTER TABLE <name>`
 * @param layout `single` gives the statement as it is
 * @param shardKey rows that have to stay together for a query. Default the visitor: funnels and sessions are local to a shard
 */
export function layOut(statement: string, layout: Layout, shardKey = 'sipHash64(visitor)'): readonly string[] {
  if (layout === 'single') return [statement];
  const { cluster, onCluster = true } = layout;
  const everywhere = onCluster ? ` ON CLUSTER ${cluster}` : '';
  const created = CREATE.exec(statement);
  if (created !== null) {
    const [head, table] = created as unknown as [string, string];
    const local = `${table}_local`;
    return [
      `CREATE TABLE IF NOT EXISTS ${local}${everywhere} ${statement.slice(head.length)}`,
      `CREATE TABLE IF NOT EXISTS ${table}${everywhere} AS ${local} ENGINE = Distributed(${cluster}, currentDatabase(), ${local}, ${shardKey})`,
    ];
  }
  const viewed = VIEW.exec(statement);
  if (viewed !== null) {
    const [, view, table, select] = viewed as unknown as [string, string, string, string];
    const own = select.replace(/\bFROM (\w+)/, 'FROM $1_local');
    return [`CREATE MATERIALIZED VIEW IF NOT EXISTS ${view}_local${everywhere} TO ${table}_local AS ${own}`];
  }
  const altered = ALTER.exec(statement);
  if (altered === null) return [statement];
  const [head, table] = altered as unknown as [string, string];
  const change = statement.slice(head.length);
  const local = `ALTER TABLE ${table}_local${everywhere} ${change}`;
  // a Distributed table has columns, and no indexes, keys or times to live
  return /^(ADD|DROP|MODIFY|RENAME|COMMENT) COLUMN\b/.test(change)
    ? [local, `ALTER TABLE ${table}${everywhere} ${change}`]
    : [local];
}

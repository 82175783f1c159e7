/** What the embedded engine is told: memory caps, small caches, three users with no more rights than they need. */
import { createHash } from 'node:crypto';
import type { Account } from './connection.ts';

/** What an engine is configured by. */
export interface EngineConfigOptions {
  /** Path of the users' file. */
  readonly usersFile: string;
  /** Database, or a pattern with `*` at its end. */
  readonly database: string;
  readonly writer: Account;
  readonly reader: Account;
  /** Cap of the engine's own memory, MiB. */
  readonly memoryMiB: number;
}

/** Settings that a question may bring along although its account is read-only. */
const questionSettings = [
  'max_execution_time',
  'max_memory_usage',
  'max_result_rows',
  'final',
  'output_format_json_quote_64bit_integers',
  'max_bytes_before_external_group_by',
  'optimize_aggregation_in_order',
  'aggregation_in_order_max_block_bytes',
  'max_block_size',
  'cancel_http_readonly_queries_on_client_close',
];

/** Engines that our tables, and those of the next releases, are made of. */
const tableEngines = [
  'Atomic',
  'MergeTree',
  'ReplacingMergeTree',
  'AggregatingMergeTree',
  'SummingMergeTree',
  'View',
  'MaterializedView',
];

/** Statements that the user `default` runs while the engine starts: the table of stdin, the listener, and reading stdin. */
const START_STATEMENTS = 3;

/** Interval of a quota, s: the engine counts intervals from 1970, so this one lasts until 2077 (and 2^31 s are its most). */
const FOR_EVER_S = 1_700_000_000;

/** Texts of the server's configuration and of its users, both XML. */
export function engineConfig(options: EngineConfigOptions): { readonly config: string; readonly users: string } {
  return { config: configXml(options), users: usersXml(options) };
}

function configXml({ usersFile, memoryMiB }: EngineConfigOptions): string {
  return `<clickhouse>
  <users_config>${escapeXml(usersFile)}</users_config>
  <timezone>UTC</timezone>
  <max_server_memory_usage>${memoryMiB * 1024 * 1024}</max_server_memory_usage>
  <!-- the defaults are 5 GiB each -->
  <mark_cache_size>16777216</mark_cache_size>
  <primary_index_cache_size>16777216</primary_index_cache_size>
  <index_mark_cache_size>4194304</index_mark_cache_size>
  <index_uncompressed_cache_size>0</index_uncompressed_cache_size>
  <uncompressed_cache_size>0</uncompressed_cache_size>
  <mmap_cache_size>100</mmap_cache_size>
  <compiled_expression_cache_size>8388608</compiled_expression_cache_size>
  <query_condition_cache_size>4194304</query_condition_cache_size>
  <query_cache><max_size_in_bytes>0</max_size_in_bytes></query_cache>
  <background_pool_size>2</background_pool_size>
  <background_merges_mutations_concurrency_ratio>1</background_merges_mutations_concurrency_ratio>
  <background_schedule_pool_size>4</background_schedule_pool_size>
  <background_common_pool_size>2</background_common_pool_size>
  <background_move_pool_size>1</background_move_pool_size>
  <background_fetches_pool_size>1</background_fetches_pool_size>
  <background_message_broker_schedule_pool_size>1</background_message_broker_schedule_pool_size>
  <background_distributed_schedule_pool_size>1</background_distributed_schedule_pool_size>
  <merge_tree>
    <!-- an insert is answered when it survives a power cut -->
    <fsync_after_insert>1</fsync_after_insert>
    <fsync_part_directory>1</fsync_part_directory>
    <!-- buffers of a part's columns begin small, by default only at 500 columns: a large insert needs 64 MiB, and else more than 390 -->
    <min_columns_to_activate_adaptive_write_buffer>1</min_columns_to_activate_adaptive_write_buffer>
    <!-- with two background threads the defaults would keep all of them for small merges -->
    <number_of_free_entries_in_pool_to_lower_max_size_of_merge>1</number_of_free_entries_in_pool_to_lower_max_size_of_merge>
    <number_of_free_entries_in_pool_to_execute_mutation>1</number_of_free_entries_in_pool_to_execute_mutation>
    <number_of_free_entries_in_pool_to_execute_optimize_entire_partition>1</number_of_free_entries_in_pool_to_execute_optimize_entire_partition>
  </merge_tree>
  <keep_alive_timeout>10</keep_alive_timeout>
  <access_control_improvements>
    <settings_constraints_replace_previous>true</settings_constraints_replace_previous>
  </access_control_improvements>
</clickhouse>
`;
}

function usersXml({ database, writer, reader }: EngineConfigOptions): string {
  const ours = `${database}.*`;
  const changeable = questionSettings.map((name) => `<${name}><changeable_in_readonly/></${name}>`).join('');
  return `<clickhouse>
  <profiles>
    <!-- what a deletion looks up cannot bring settings along -->
    <default><log_queries>0</log_queries><optimize_aggregation_in_order>1</optimize_aggregation_in_order></default>
    <reader><readonly>1</readonly><log_queries>0</log_queries><constraints>${changeable}</constraints></reader>
  </profiles>
  <quotas>
    <default/>
    <start><interval><duration>${FOR_EVER_S}</duration><queries>${START_STATEMENTS}</queries></interval></start>
  </quotas>
  <users>
    <!-- the engine runs its own start as this user, without a password; the quota ends with the start, so nobody else can -->
    <default>
      <password></password>
      <networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>start</quota>
      <grants>${grants(['SYSTEM LISTEN ON *.*', 'CREATE ARBITRARY TEMPORARY TABLE, FILE ON *.*', 'SELECT ON default.*'])}</grants>
    </default>
    ${userXml(writer, 'default', [
      `SELECT, INSERT, ALTER, CREATE, DROP, TRUNCATE, OPTIMIZE, SHOW ON ${ours}`,
      ...tableEngines.map((engine) => `TABLE ENGINE ON ${engine}`),
      'SELECT ON system.processes',
      'KILL QUERY ON *.*',
    ])}
    ${userXml(reader, 'reader', [`SELECT ON ${ours}`, 'SELECT ON system.detached_parts'])}
  </users>
</clickhouse>
`;
}

function userXml({ user, password }: Account, profile: string, rights: readonly string[]): string {
  const hash = createHash('sha256').update(password).digest('hex');
  return `<${user}>
      <password_sha256_hex>${hash}</password_sha256_hex>
      <networks><ip>127.0.0.1</ip></networks><profile>${profile}</profile><quota>default</quota>
      <grants>${grants(rights)}</grants>
    </${user}>`;
}

const grants = (rights: readonly string[]): string =>
  rights.map((right) => `<query>GRANT ${escapeXml(right)}</query>`).join('');

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

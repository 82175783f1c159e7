/** The configuration file as a schema: the only place that says which keys there are and what they may hold. */
import { defaultUrlRules } from '@watchglass/contract';
import { type Static, Type } from 'typebox';

const id = '^[0-9A-Za-z_-]{1,64}$';

/** An admin token: one that can be guessed is none, and one that no header can carry is of no use to scripts. */
export const adminTokens = {
  pattern: '^[!-~]{16,512}$',
  expected: 'an admin token of 16 to 512 letters, digits and signs, without spaces',
} as const;

const project = Type.Object(
  {
    id: Type.String({ pattern: id, expected: 'a name of letters, digits, _ and - (at most 64)' }),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, expected: 'a text of 1 to 200 characters' })),
    keys: Type.Array(Type.String({ pattern: id, expected: 'a write key of letters, digits, _ and - (at most 64)' }), {
      minItems: 1,
      maxItems: 20,
      expected: 'a list of 1 to 20 write keys',
    }),
    origins: Type.Optional(
      Type.Array(
        Type.String({
          pattern: '^https?://[^/?#]+$',
          expected: 'an origin such as https://shop.example, without a path',
        }),
        { maxItems: 1000, expected: 'a list of origins' },
      ),
    ),
    timeZone: Type.Optional(Type.String({ expected: 'an IANA time zone such as Europe/Berlin' })),
    bots: Type.Optional(
      Type.Union([Type.Literal('include'), Type.Literal('exclude')], { expected: 'include or exclude' }),
    ),
    retentionDays: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 3650, expected: 'a whole number of days, 1 to 3650' }),
    ),
    allowQuery: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 200, expected: 'a query key such as utm_*' }), {
        maxItems: 200,
        expected: 'a list of query keys',
      }),
    ),
  },
  { additionalProperties: false, expected: 'a project with id and keys' },
);

/** What `watchglass.yaml` may hold; nothing in it is required. */
export const configSchema = Type.Object(
  {
    host: Type.Optional(Type.String({ minLength: 1, maxLength: 253, expected: 'an address or host name' })),
    port: Type.Optional(Type.Integer({ minimum: 0, maximum: 65_535, expected: 'a port number from 0 to 65535' })),
    data: Type.Optional(Type.String({ minLength: 1, expected: 'the path of a directory' })),
    hosts: Type.Optional(
      Type.Array(Type.String({ pattern: '^[^/:\\s]+$', expected: 'a host name without scheme and port' }), {
        expected: 'a list of host names',
      }),
    ),
    trustedProxies: Type.Optional(
      Type.Array(Type.String({ minLength: 1, expected: 'an address or CIDR range such as 10.0.0.0/8' }), {
        expected: 'a list of addresses or CIDR ranges',
      }),
    ),
    allowPlainHttp: Type.Optional(Type.Boolean({ expected: 'true or false' })),
    token: Type.Optional(Type.String(adminTokens)),
    log: Type.Optional(Type.Union([Type.Literal('quiet'), Type.Literal('all')], { expected: 'quiet or all' })),
    spool: Type.Optional(
      Type.Object(
        {
          maxBytes: Type.Optional(
            Type.Integer({ minimum: 134_217_728, expected: 'a whole number of bytes, at least 134217728 (128 MiB)' }),
          ),
        },
        { additionalProperties: false, expected: 'a section with maxBytes' },
      ),
    ),
    store: Type.Optional(
      Type.Object(
        {
          url: Type.Optional(
            Type.String({
              pattern: '^https?://[^\\s]+$',
              expected: 'the URL of a ClickHouse such as http://user:${CLICKHOUSE_PASSWORD}@db:8123/watchglass',
            }),
          ),
          memoryMiB: Type.Optional(
            Type.Integer({ minimum: 256, maximum: 1_048_576, expected: 'a whole number of MiB, at least 256' }),
          ),
        },
        { additionalProperties: false, expected: 'a section with url or memoryMiB' },
      ),
    ),
    limits: Type.Optional(
      Type.Object(
        {
          requestsPerSecondPerIp: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 1_000_000, expected: 'a whole number from 1 to 1000000' }),
          ),
        },
        { additionalProperties: false, expected: 'a section with requestsPerSecondPerIp' },
      ),
    ),
    projects: Type.Optional(Type.Array(project, { minItems: 1, maxItems: 1000, expected: 'a list of projects' })),
  },
  { additionalProperties: false, expected: 'a configuration' },
);

/** The file as it was written, checked. */
export type ConfigFile = Static<typeof configSchema>;

/** What holds where the file is silent. */
export const configDefaults = {
  /** Loopback alone: nobody else can reach a collector that has not been set up. */
  host: '127.0.0.1',
  /** Watchglass' own port. */
  port: 4680,
  data: './data',
  config: './watchglass.yaml',
  /** 10 GiB: a day of 400 events a second with the store down. */
  spoolMaxBytes: 10_737_418_240,
  /** Leaves room for the collector in 1 GB. */
  storeMemoryMiB: 400,
  /** A school or an office behind one address stays below it. */
  requestsPerSecondPerIp: 200,
  retentionDays: 400,
  allowQuery: defaultUrlRules.allowQuery,
} as const;

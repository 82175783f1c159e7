// Prints contract/types.ts and docs/events.md from the TypeBox schemas, so that the published types need no schema
// library and the documentation is true. With --check it fails when a file is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

async function schemas() {
  const out = await build({
    entryPoints: [new URL('../contract/schema.ts', import.meta.url).pathname],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(out.outputFiles[0].contents).toString('base64')}`);
}

function typeOf(schema) {
  if (schema['x-type']) return schema['x-type'];
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if ('const' in schema) return typeof schema.const === 'string' ? `'${schema.const}'` : String(schema.const);
  switch (schema.type) {
    case 'string':
      return 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array':
      return `${typeOf(schema.items)}[]`;
    case 'object':
      if (schema.patternProperties) return `Record<string, ${typeOf(Object.values(schema.patternProperties)[0])}>`;
      return `{ ${fields(schema)
        .map(([name, optional, field]) => `${name}${optional}: ${typeOf(field)}`)
        .join('; ')} }`;
    default:
      return 'unknown';
  }
}

const fields = (schema) =>
  Object.entries(schema.properties).map(([name, field]) => [name, schema.required?.includes(name) ? '' : '?', field]);

const members = (schema, without = []) =>
  fields(schema)
    .filter(([name]) => !without.includes(name))
    .map(
      ([name, optional, field]) =>
        `${field.description ? `  /** ${field.description}. */\n` : ''}  ${name}${optional}: ${typeOf(field)};`,
    )
    .join('\n');

const pascal = (kind) => kind.replace(/(^|_)(\w)/g, (_, __, letter) => letter.toUpperCase());

const contract = await schemas();
const { kinds, eventSchemas, batchSchema, requestSchema, receiptSchema, answerSchema } = contract;
const commonNames = Object.keys(eventSchemas[kinds[0]].properties).filter(
  (name) => name !== 'kind' && kinds.every((kind) => name in eventSchemas[kind].properties),
);
const common = { ...eventSchemas[kinds[0]] };
common.properties = Object.fromEntries(commonNames.map((name) => [name, common.properties[name]]));

const text = `/** Printed from schema.ts by scripts/contractTypes.mjs: change the schema, not this file. */

/** A value that JSON can carry. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Own properties of an event. */
export type Properties = Record<string, Json>;

/** Order of eviction when storage is short: replay first, core last. */
export type Lane = Batch['lane'];

/** Fields that every event carries. */
export interface CommonFields {
${members(common)}
}

${kinds
  .map(
    (kind) => `/** Event of kind \`${kind}\`. */
export interface ${pascal(kind)}Event extends CommonFields {
  kind: '${kind}';
${members(eventSchemas[kind], [...commonNames, 'kind'])}
}
`,
  )
  .join('\n')}
/** Any event, told apart by \`kind\`. */
export type WatchglassEvent =
${kinds.map((kind) => `  | ${pascal(kind)}Event`).join('\n')};

/** Name of a kind of event. */
export type Kind = WatchglassEvent['kind'];

/** The event of one kind. */
export type EventOf<K extends Kind> = Extract<WatchglassEvent, { kind: K }>;

/** What one kind carries besides the common fields. */
export type BodyOf<K extends Kind> = Omit<EventOf<K>, keyof CommonFields | 'kind'>;

/** What a receiver adds to each event when it stores it. */
export interface StoredFields {
  /** the batch it came in. */
  batch: string;
  /** the site's release, '' when not given. */
  release: string;
  /** the site's environment, '' when not given. */
  environment: string;
  /** share of visitors that the site captures. */
  sampleRate: number;
  /** epoch milliseconds on the receiver's clock. */
  receivedAt: number;
  /** added to \`at\` in every query: 0 while receivedAt - sentAt is under 60 s, else that difference. */
  skewMs: number;
  /** family of the browser by the request's user agent; missing when nobody told. */
  browser?: string;
  /** events lost since the document began, by reason, as the batch it came in told; missing when it told of none. */
  batchDrops?: Record<string, number>;
}

/** An event as a store keeps it and analysis reads it: one line of the NDJSON export. */
export type StoredEvent = WatchglassEvent & StoredFields;

/** Events sealed together: immutable, one lane, one document. */
export interface Batch {
${members(batchSchema)}
}

/** Body of \`POST /v1/batch\`. */
export interface BatchRequest {
${members(requestSchema)}
}

/** An event that a receiver will never store, and why. */
export type RejectedEvent = Receipt['rejected'][number];

/** What a receiver says of one batch; only a receipt that names a batch frees it. */
export interface Receipt {
${members(receiptSchema)}
}

/** Answer to \`POST /v1/batch\`. */
export interface BatchAnswer {
${members(answerSchema)}
}
`;

const cell = (field) => typeOf(field).replaceAll('|', '\\|');
const rowsOf = (schema, without = []) =>
  fields(schema)
    .filter(([name]) => !without.includes(name))
    .map(([name, optional, field]) => `| \`${name}${optional}\` | \`${cell(field)}\` | ${field.description ?? ''} |`)
    .join('\n');
const table = (rows) => `| field | type | meaning |\n| --- | --- | --- |\n${rows}`;

const page = `# Events

Printed from \`contract/schema.ts\` by \`scripts/contractTypes.mjs\`. A field means the same in every kind that carries it.

## Every event

${table(`| \`kind\` | \`string\` | what happened, one of the kinds below |\n${rowsOf(common)}`)}

${kinds.map((kind) => `## \`${kind}\`\n\n${table(rowsOf(eventSchemas[kind], [...commonNames, 'kind']))}`).join('\n\n')}

## Batch

${table(rowsOf(batchSchema))}

## Request and answer

\`POST /v1/batch\`, content type \`text/plain\`, gzip allowed (told by its first bytes).

${table(rowsOf(requestSchema))}

To a server of another origin the request is a simple one, without preflight and without cookies; the answer has to carry
\`Access-Control-Allow-Origin: *\`, or the browser hides the receipts.

Answer 202; a batch without a receipt is sent again, after growing pauses or when \`Retry-After\` says. After 413 fewer are
sent at once, after 401 or 403 none for an hour, after 410 or 204 none for a day, by
any page of that visitor. A request at the time that a \`Retry-After\` named says so in its query, \`?again\`: a receiver can
keep room for those whom it has sent away once.

${table(rowsOf(answerSchema))}

Receipt:

${table(rowsOf(receiptSchema))}
`;

const files = { 'contract/types.ts': text, 'docs/events.md': page };
for (const [name, wanted] of Object.entries(files)) {
  const file = new URL(`../${name}`, import.meta.url);
  if (!process.argv.includes('--check')) writeFileSync(file, wanted);
  else if (readFileSync(file, 'utf8') !== wanted) {
    console.error(`${name} is stale: run \`node scripts/contractTypes.mjs\``);
    process.exit(1);
  }
}

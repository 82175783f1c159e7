/** YAML that was checked against the schema, with `${NAME}` filled from the environment; a mistake names its line. */
import { Value } from 'typebox/value';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { Mistake } from '../mistake.ts';
import { type ConfigFile, configSchema } from './schema.ts';

/** Aliases that expand: a file that needs more than these is a bomb. */
const MAX_ALIASES = 100;

type Path = readonly (string | number)[];

/** `projects[0].keys`, as people read it. */
const named = (path: Path): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${part}` : part),
    '',
  ) || 'the file';

interface Source {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

function lineOf({ document, lines }: Source, path: Path): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const holder = document.getIn(path.slice(0, Math.max(0, depth - 1)), true);
    // the key says better than its value where somebody has to look
    const pair = isMap(holder)
      ? holder.items.find((one) => isScalar(one.key) && one.key.value === path[depth - 1])
      : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function mistake(source: Source, path: Path, expected: string): Mistake {
  return new Mistake(`${source.file}, line ${lineOf(source, path)}: ${named(path)}: expected ${expected}.`);
}

function fill(source: Source, environment: NodeJS.ProcessEnv): void {
  visit(source.document, {
    Scalar(_, node) {
      const { value, range } = node;
      if (typeof value !== 'string' || !value.includes('${')) return;
      node.value = value.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
        const found = environment[name];
        if (found !== undefined && found !== '') return found;
        const line = range ? source.lines.linePos(range[0]).line : 1;
        throw new Mistake(`${source.file}, line ${line}: the environment variable ${name} is not set.`);
      });
    },
  });
}

interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: object;
}

function judge(source: Source, value: unknown): void {
  const errors = Value.Errors(configSchema, value) as unknown as readonly SchemaError[];
  const unknown = errors.find((one) => one.keyword === 'additionalProperties');
  const error = unknown ?? errors.find((one) => one.keyword !== 'const' && one.keyword !== 'boolean') ?? errors[0];
  if (!error) return;
  const path: (string | number)[] = [];
  let schema: Record<string, unknown> = configSchema as unknown as Record<string, unknown>;
  for (const part of error.instancePath.split('/').slice(1)) {
    const isIndex = schema['items'] !== undefined;
    path.push(isIndex ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~'));
    schema = (isIndex ? schema['items'] : (schema['properties'] as Record<string, unknown>)[part]) as typeof schema;
  }
  const properties = schema['properties'] as Record<string, unknown> | undefined;
  if (error === unknown && properties) {
    const [key = ''] = (error.params as { additionalProperties?: string[] }).additionalProperties ?? [];
    throw mistake(source, [...path, key], `no such key; known are ${Object.keys(properties).join(', ')}`);
  }
  if (error.keyword === 'required') {
    const [key = ''] = (error.params as { requiredProperties?: string[] }).requiredProperties ?? [];
    throw mistake(source, path, `${String(schema['expected'])}; ${key} is missing`);
  }
  throw mistake(source, path, String(schema['expected']));
}

/** A checked file, and the sentence for what the schema cannot say: `wrong(path, expected)` names the line as well. */
export interface ReadConfig {
  readonly value: ConfigFile;
  wrong(path: Path, expected: string): Mistake;
}

/**
 * Reads the text of a configuration file.
 *
 * @throws Mistake for the first thing that is wrong, with file, line, key and what was expected; values are never repeated
 */
export function readYaml(text: string, file: string, environment: NodeJS.ProcessEnv): ReadConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const source: Source = { file, document, lines };
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    if (error.code === 'DUPLICATE_KEY')
      throw new Mistake(`${file}, line ${line}: the key is there twice; expected each key once.`);
    throw new Mistake(
      `${file}, line ${line}, column ${col}: not YAML (${error.code.toLowerCase().replaceAll('_', ' ')}).`,
    );
  }
  fill(source, environment);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES }) ?? {};
  } catch {
    throw new Mistake(`${file}: an alias refers to what is not there, or there are more than ${MAX_ALIASES} of them.`);
  }
  if (typeof value !== 'object' || Array.isArray(value))
    throw new Mistake(`${file}, line 1: expected keys and values such as "port: 4680".`);
  judge(source, value);
  return { value: value as ConfigFile, wrong: (path, expected) => mistake(source, path, expected) };
}

/**
 * What a script may touch of the platform, read from its text: the globals it names, and every word that may be the name
 * of a property somewhere on the platform. Which objects own such a property is the browser's to say (`page/targets.ts`),
 * so that what a capture needs tomorrow is in the matrix without anybody adding it.
 */
import { parseAst } from 'rollup/parseAst';

/** What a script may touch. */
export interface Scan {
  /** Names that the script uses and declares nowhere. */
  readonly globals: string[];
  /** Names of properties, and words of strings: the script reads properties by such words too. */
  readonly names: string[];
  /** Ends of names that are put together, such as `State` of `${how}State`. */
  readonly endings: string[];
  /** Symbols and names that the language looks up by itself for what the script does. */
  readonly implied: string[];
}

interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

/** What a form of the language looks up; names that begin with `@@` are well-known symbols. */
const lookedUp: Readonly<Record<string, readonly string[]>> = {
  ForOfStatement: ['@@iterator', 'next', 'return'],
  SpreadElement: ['@@iterator', 'next'],
  ArrayPattern: ['@@iterator', 'next', 'return'],
  AwaitExpression: ['then', 'constructor'],
  TemplateLiteral: ['@@toPrimitive', 'toString', 'valueOf'],
  BinaryExpression: ['@@toPrimitive', 'toString', 'valueOf'],
  NewExpression: ['prototype'],
};

/** What methods look up on what they are given. */
const lookedUpBy: ReadonlyMap<string, readonly string[]> = new Map([
  ['replace', ['@@replace', 'exec', 'flags', 'global', 'unicode', 'lastIndex']],
  ['match', ['@@match', 'exec', 'flags', 'global']],
  ['split', ['@@split', 'exec', 'flags', 'constructor', '@@species']],
  ['test', ['exec']],
  ['map', ['constructor', '@@species']],
  ['filter', ['constructor', '@@species']],
  ['slice', ['constructor', '@@species']],
  ['splice', ['constructor', '@@species']],
  ['flatMap', ['constructor', '@@species']],
  ['stringify', ['toJSON']],
  ['then', ['constructor', '@@species']],
  ['catch', ['then', 'constructor']],
  ['all', ['resolve', 'then', '@@iterator']],
  ['join', ['toString']],
]);

/** A word that can be the name of a property. */
const WORD = /^[A-Za-z_$][\w$]*$/;
/** Shorter ends of names would fit half of the platform. */
const ENDING = /^[A-Za-z]{4,}$/;

/** Reads scripts. */
export function scan(scripts: readonly string[]): Scan {
  const used = new Set<string>();
  const globals = new Set<string>();
  const names = new Set<string>();
  const endings = new Set<string>();
  const implied = new Set<string>();

  let declared: Set<string>;

  const declare = (pattern: unknown): void => {
    if (!isNode(pattern)) return;
    if (pattern.type === 'Identifier') declared.add(pattern['name'] as string);
    for (const part of ['value', 'argument', 'left']) declare(pattern[part]);
    for (const part of ['properties', 'elements'])
      for (const one of (pattern[part] as unknown[] | undefined) ?? []) declare(one);
  };
  const visit = (node: Node, parent: Node | undefined, part: string): void => {
    for (const name of lookedUp[node.type] ?? []) implied.add(name);
    if (node.type === 'VariableDeclarator') declare(node['id']);
    if (/Function/.test(node.type)) for (const one of [node['id'], ...(node['params'] as unknown[])]) declare(one);
    if (node.type === 'CatchClause') declare(node['param']);
    if (node.type === 'Identifier') {
      const name = node['name'] as string;
      const isName =
        !parent?.['computed'] &&
        ((parent?.type === 'MemberExpression' && part === 'property') ||
          (parent?.type === 'Property' && part === 'key'));
      (isName ? names : used).add(name);
      if (isName) for (const one of lookedUpBy.get(name) ?? []) implied.add(one);
    }
    if (typeof node['value'] === 'string')
      for (const word of node['value'].split(/[^\w$]+/)) if (WORD.test(word)) names.add(word);
    if (node.type === 'TemplateLiteral') {
      const texts = (node['quasis'] as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
      if (texts.every((text) => /^[A-Za-z]*$/.test(text)))
        for (const text of texts) if (ENDING.test(text)) endings.add(text);
    }
    for (const [name, value] of Object.entries(node))
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, node, name);
  };
  for (const script of scripts) {
    declared = new Set();
    used.clear();
    visit(parseAst(script) as unknown as Node, undefined, '');
    for (const name of used) if (!declared.has(name)) globals.add(name);
  }
  const sorted = (set: Set<string>): string[] => [...set].sort();
  return {
    globals: sorted(globals),
    names: sorted(names),
    endings: sorted(endings),
    implied: sorted(implied),
  };
}

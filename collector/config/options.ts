/** The command line and its environment twins. */
import { parseArgs } from 'node:util';
import { Mistake } from '../mistake.ts';
import { adminTokens, configDefaults } from './schema.ts';

/** What was asked for; what is undefined is left to the file or the default. */
export interface Options {
  readonly command: 'serve' | 'help' | 'version';
  readonly port: number | undefined;
  readonly host: string | undefined;
  readonly data: string | undefined;
  readonly config: string;
  /** Whether the file was named: a named file that is missing is a mistake, the default one is written. */
  readonly isConfigNamed: boolean;
  readonly token: string | undefined;
  readonly demo: boolean;
}

/** Said by `--help`. */
export const usage = `watchglass serve [options]

  --port <number>    port to listen on (${configDefaults.port}); 0 picks a free one     WATCHGLASS_PORT
  --host <address>   address to listen on (${configDefaults.host})               WATCHGLASS_HOST
  --data <folder>    where everything is kept (${configDefaults.data})              WATCHGLASS_DATA
  --config <file>    configuration (${configDefaults.config})               WATCHGLASS_CONFIG
  --demo             shop with sample data at /shop/
  --help, --version

Without a command: serve --demo. The admin token comes from WATCHGLASS_TOKEN, the configuration, or is made at the
first start. An option goes before its environment variable, both before the file.
`;

const names = ['port', 'host', 'data', 'config', 'demo', 'help', 'version'];
const valued = new Set(['--port', '--host', '--data', '--config']);

function portOf(text: string | undefined, from: string): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Mistake(`${from} is "${text.slice(0, 40)}"; expected a port number from 0 to 65535.`);
}

/**
 * Reads arguments (without node and script) and environment.
 *
 * @throws Mistake for an unknown option or command, or a value that is none
 */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): Options {
  const string = { type: 'string' } as const;
  const boolean = { type: 'boolean' } as const;
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: string,
        host: string,
        data: string,
        config: string,
        demo: boolean,
        help: boolean,
        version: boolean,
      },
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const bad = args.find((one) => one.startsWith('-') && !names.includes(one.replace(/^--|=.*/g, ''))) ?? '';
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
      throw new Mistake(`Unknown option ${bad.split('=')[0]}; known are ${names.map((one) => `--${one}`).join(', ')}.`);
    // Node says: Option '--port <value>' argument missing
    const [, name] = /'(?:-\w, )?(--[\w-]+)/.exec((error as Error).message) ?? [];
    if (name !== undefined)
      throw new Mistake(`${name} expects ${valued.has(name) ? 'a' : 'no'} value; see watchglass --help.`);
    throw new Mistake(`${(error as Error).message.split('\n')[0]}; see watchglass --help.`);
  }
  const { values, positionals } = parsed;
  // a shell's variable that is not set; as a path it would be this folder
  const [empty] = Object.entries(values).find(([, value]) => value === '') ?? [];
  if (empty !== undefined) throw new Mistake(`--${empty} expects a value; see watchglass --help.`);
  const [command = 'serve', extra] = positionals;
  if (command !== 'serve' || extra !== undefined)
    throw new Mistake(`Unknown command "${(extra ?? command).slice(0, 40)}"; expected serve.`);
  // set to nothing is not set
  const twin = (name: string): string | undefined => environment[`WATCHGLASS_${name}`] || undefined;
  const config = values.config ?? twin('CONFIG');
  const token = twin('TOKEN');
  if (token !== undefined && !new RegExp(adminTokens.pattern).test(token))
    throw new Mistake(`WATCHGLASS_TOKEN: expected ${adminTokens.expected}.`);
  return {
    command: values.help ? 'help' : values.version ? 'version' : 'serve',
    port: portOf(values.port, '--port') ?? portOf(twin('PORT'), 'WATCHGLASS_PORT'),
    host: values.host ?? twin('HOST'),
    data: values.data ?? twin('DATA'),
    config: config ?? configDefaults.config,
    isConfigNamed: config !== undefined,
    token,
    demo: (values.demo ?? false) || positionals.length === 0,
  };
}

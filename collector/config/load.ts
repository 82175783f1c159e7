/** Options, file and defaults put together into one configuration; a first start without a file writes one. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defaultUrlRules, type UrlRules } from '@watchglass/contract';
import type { LogLevel } from '../log.ts';
import { Mistake } from '../mistake.ts';
import type { Project } from '../types.ts';
import type { Options } from './options.ts';
import { askedName, isAddressRange, isLoopback, sentOrigin } from './names.ts';
import { type ConfigFile, configDefaults } from './schema.ts';
import { isTimeZone, machineTimeZone } from './timeZone.ts';
import { type ReadConfig, readYaml } from './yaml.ts';

/** A project with what the collector alone needs to know of it. */
export interface ConfiguredProject extends Project {
  readonly retentionDays: number;
  /** The sanitizer's second pass goes by these. */
  readonly urlRules: UrlRules;
}

/** Everything that can be set, complete. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Absolute path. */
  readonly data: string;
  /** Host names that may be asked for beside loopback ones. */
  readonly hosts: readonly string[];
  readonly trustedProxies: readonly string[];
  /** undefined: one is made and kept in the data directory. */
  readonly token: string | undefined;
  readonly log: LogLevel;
  readonly spool: { readonly maxBytes: number };
  readonly store: { readonly url: string | undefined; readonly memoryMiB: number };
  readonly limits: { readonly requestsPerSecondPerIp: number };
  readonly projects: readonly ConfiguredProject[];
  readonly demo: boolean;
  /** What was done to get here that somebody should know, as sentences. */
  readonly notes: readonly string[];
}

/** The demo's project: its key is in the shop's pages, and its visitors are programs. */
export const demoProject = { id: 'demo', name: 'Demo shop', key: 'pk_demo' } as const;

const firstFile = (key: string, timeZone: string): string => `# Watchglass: see docs/operate.md for every key.
projects:
  - id: site
    name: My site
    # Public by design: it is in the snippet of your pages and can only send.
    keys: [${key}]
    # Who may send; empty means everybody. For example: [https://shop.example]
    origins: []
    # Days begin at midnight here.
    timeZone: ${timeZone}
`;

/** What the file system's codes mean for a configuration. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'its file system is read-only',
  ENOSPC: 'no space is left on its disk',
};

/** A file that cannot be used, as a sentence. */
const fileMistake = (file: string, what: 'read' | 'written', error: unknown): Mistake => {
  const code = String((error as NodeJS.ErrnoException).code);
  return new Mistake(`The configuration ${file} cannot be ${what}: ${reasons[code] ?? code}.`);
};

async function readOrWrite(options: Options, environment: NodeJS.ProcessEnv): Promise<[ReadConfig, string[]]> {
  const file = options.config;
  let text: string;
  const notes: string[] = [];
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' || options.isConfigNamed) throw fileMistake(file, 'read', error);
    text = firstFile(`pk_${randomBytes(12).toString('hex')}`, machineTimeZone());
    try {
      await writeFile(file, text, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      throw fileMistake(file, 'written', error);
    }
    notes.push(`Wrote ${resolve(file)} with one project and a new write key.`);
  }
  return [readYaml(text, file, environment), notes];
}

/** What a schema cannot say: keys are used once, zones exist, ids are told apart. */
function judgeProjects({ value, wrong }: ReadConfig): void {
  const ids = new Set<string>();
  const keys = new Set<string>();
  (value.projects ?? []).forEach((project, index) => {
    if (ids.has(project.id)) throw wrong(['projects', index, 'id'], 'an id that no other project has');
    ids.add(project.id);
    project.keys.forEach((key, at) => {
      if (keys.has(key)) throw wrong(['projects', index, 'keys', at], 'a write key that is used once');
      keys.add(key);
    });
    if (project.timeZone !== undefined && !isTimeZone(project.timeZone))
      throw wrong(['projects', index, 'timeZone'], 'an IANA time zone such as Europe/Berlin');
    project.origins?.forEach((origin, at) => {
      if (sentOrigin(origin) === '')
        throw wrong(['projects', index, 'origins', at], 'an origin such as https://shop.example');
    });
  });
}

function judgeNames({ value, wrong }: ReadConfig): void {
  value.hosts?.forEach((name, index) => {
    if (askedName(name) === '') throw wrong(['hosts', index], 'a host name without scheme and port');
  });
  value.trustedProxies?.forEach((one, index) => {
    if (!isAddressRange(one)) throw wrong(['trustedProxies', index], 'an address or CIDR range such as 10.0.0.0/8');
  });
}

function projectsOf(file: ConfigFile, demo: boolean): ConfiguredProject[] {
  const timeZone = machineTimeZone();
  const projects = (file.projects ?? []).map(
    (one): ConfiguredProject => ({
      id: one.id,
      name: one.name ?? one.id,
      keys: one.keys,
      origins: (one.origins ?? []).map(sentOrigin),
      timeZone: one.timeZone ?? timeZone,
      bots: one.bots ?? 'exclude',
      retentionDays: one.retentionDays ?? configDefaults.retentionDays,
      // what arrives with a route was sent by a site that keeps routes: the SDK removes all other fragments
      urlRules: { allowQuery: one.allowQuery ?? defaultUrlRules.allowQuery, hashRouting: true },
    }),
  );
  if (demo && !projects.some((one) => one.id === demoProject.id || one.keys.includes(demoProject.key)))
    projects.unshift({
      id: demoProject.id,
      name: demoProject.name,
      keys: [demoProject.key],
      origins: [],
      timeZone,
      bots: 'include',
      retentionDays: configDefaults.retentionDays,
      urlRules: { ...defaultUrlRules, hashRouting: true },
    });
  return projects;
}

/**
 * The whole configuration.
 *
 * @throws Mistake when anything is wrong; nothing starts half-configured
 */
export async function loadConfig(options: Options, environment: NodeJS.ProcessEnv): Promise<Config> {
  const [read, notes] = await readOrWrite(options, environment);
  const file = read.value;
  judgeProjects(read);
  judgeNames(read);
  const host = options.host ?? file.host ?? configDefaults.host;
  const trustedProxies = file.trustedProxies ?? [];
  if (!isLoopback(host) && trustedProxies.length === 0 && !file.allowPlainHttp)
    throw new Mistake(
      `Listening on ${host} would send logins unencrypted: name your TLS proxy in trustedProxies of ${options.config}, or set allowPlainHttp: true there.`,
    );
  const projects = projectsOf(file, options.demo);
  if (projects.length === 0) throw read.wrong(['projects'], 'at least one project with id and keys');
  return {
    host,
    port: options.port ?? file.port ?? configDefaults.port,
    data: resolve(options.data ?? file.data ?? configDefaults.data),
    // who names one address to listen on means it to be asked for
    hosts: [...(file.hosts ?? []), ...(/^(0\.0\.0\.0|::)$/.test(host) ? [] : [host])]
      .map(askedName)
      .filter((one) => one !== ''),
    trustedProxies,
    token: options.token ?? file.token,
    log: file.log ?? 'quiet',
    spool: { maxBytes: file.spool?.maxBytes ?? configDefaults.spoolMaxBytes },
    store: { url: file.store?.url, memoryMiB: file.store?.memoryMiB ?? configDefaults.storeMemoryMiB },
    limits: {
      requestsPerSecondPerIp: file.limits?.requestsPerSecondPerIp ?? configDefaults.requestsPerSecondPerIp,
    },
    projects,
    demo: options.demo,
    notes,
  };
}

import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asNobody } from '../../nobody.ts';
import { loadConfig } from '../../../collector/config/load.ts';
import { readOptions } from '../../../collector/config/options.ts';
import { tempFolder } from './parts.ts';

const folder = tempFolder();
let made = 0;
const load = (text: string, environment: NodeJS.ProcessEnv = {}, args: string[] = []) => {
  made += 1;
  const file = join(folder, `${made}.yaml`);
  writeFileSync(file, text);
  return loadConfig(readOptions(['serve', '--config', file, ...args], environment), environment).catch(
    (error: Error) => {
      throw new Error(error.message.replace(file, 'FILE'));
    },
  );
};
const site = 'projects:\n  - id: site\n    keys: [pk_1]\n';

describe('options', () => {
  test.each<[string[], NodeJS.ProcessEnv, string]>([
    [
      ['--prot', '1'],
      {},
      'Unknown option --prot; known are --port, --host, --data, --config, --demo, --help, --version.',
    ],
    [
      ['serve', '--prot=1'],
      {},
      'Unknown option --prot; known are --port, --host, --data, --config, --demo, --help, --version.',
    ],
    [['--port', 'x'], {}, '--port is "x"; expected a port number from 0 to 65535.'],
    [['--port', '65536'], {}, '--port is "65536"; expected a port number from 0 to 65535.'],
    [[], { WATCHGLASS_PORT: '-1' }, 'WATCHGLASS_PORT is "-1"; expected a port number from 0 to 65535.'],
    [['start'], {}, 'Unknown command "start"; expected serve.'],
    [['serve', 'now'], {}, 'Unknown command "now"; expected serve.'],
    [[], { WATCHGLASS_TOKEN: 'short' }, 'WATCHGLASS_TOKEN: expected an admin token of 16 to 512 letters'],
    [
      [],
      { WATCHGLASS_TOKEN: 'no header carries it' },
      'WATCHGLASS_TOKEN: expected an admin token of 16 to 512 letters',
    ],
    [['--data', ''], {}, '--data expects a value; see watchglass --help.'],
    [['--host='], {}, '--host expects a value; see watchglass --help.'],
  ])('%j %j', (args, environment, sentence) => {
    expect(() => readOptions(args, environment)).toThrow(sentence);
  });

  test('an option goes before its environment twin, both before the file, and nothing is not set', async () => {
    const text = `${site}port: 1\nhost: localhost\ndata: /from-file\n`;
    expect(await load(text)).toMatchObject({ port: 1, host: 'localhost', data: '/from-file', demo: false });
    const environment = { WATCHGLASS_PORT: '2', WATCHGLASS_HOST: '', WATCHGLASS_DATA: '/from-environment' };
    expect(await load(text, environment)).toMatchObject({ port: 2, host: 'localhost', data: '/from-environment' });
    expect(await load(text, environment, ['--port', '0'])).toMatchObject({ port: 0 });
  });

  test('without a command it is the demo', () => {
    expect([
      readOptions([], {}).demo,
      readOptions(['serve'], {}).demo,
      readOptions(['serve', '--demo'], {}).demo,
    ]).toEqual([true, false, true]);
  });
});

describe('a mistake names its line, its key and what was expected', () => {
  test.each([
    [`port: abc\n${site}`, 'FILE, line 1: port: expected a port number from 0 to 65535.'],
    [`${site}prot: 1\n`, 'FILE, line 4: prot: expected no such key; known are host, port, data, hosts'],
    [`${site}    colour: red\n`, 'FILE, line 4: projects[0].colour: expected no such key; known are id, name, keys'],
    [`${site}    bots: maybe\n`, 'FILE, line 4: projects[0].bots: expected include or exclude.'],
    [`${site}    origins: [https://a.example/]\n`, 'FILE, line 4: projects[0].origins[0]: expected an origin such as'],
    [`${site}    timeZone: Mars/Olympus\n`, 'FILE, line 4: projects[0].timeZone: expected an IANA time zone'],
    [`${site}    keys: [pk_2]\n`, 'FILE, line 4: the key is there twice; expected each key once.'],
    [
      `${site}  - id: site\n    keys: [pk_2]\n`,
      'FILE, line 4: projects[1].id: expected an id that no other project has.',
    ],
    [
      `${site}  - id: two\n    keys: [pk_1]\n`,
      'FILE, line 5: projects[1].keys[0]: expected a write key that is used once.',
    ],
    ['projects:\n  - id: site\n', 'FILE, line 2: projects[0]: expected a project with id and keys; keys is missing.'],
    ['projects: []\n', 'FILE, line 1: projects: expected a list of projects.'],
    ['port: 1\n', 'FILE, line 1: projects: expected at least one project with id and keys.'],
    ['- a\n', 'FILE, line 1: expected keys and values such as "port: 4680".'],
    ['a: [\n', 'FILE, line 2, column 1: not YAML'],
    [`${site}spool:\n  maxBytes: 5\n`, 'FILE, line 5: spool.maxBytes: expected a whole number of bytes, at least'],
    [`${site}store:\n  url: ftp://x\n`, 'FILE, line 5: store.url: expected the URL of a ClickHouse such as'],
    [`${site}token: \${NO_SUCH_TOKEN}\n`, 'FILE, line 4: the environment variable NO_SUCH_TOKEN is not set.'],
    [`${site}token: secret\n`, 'FILE, line 4: token: expected an admin token of 16 to 512 letters, digits and signs'],
    [
      `${site}host: 0.0.0.0\n`,
      'Listening on 0.0.0.0 would send logins unencrypted: name your TLS proxy in trustedProxies',
    ],
    [`${site}trustedProxies: [proxy]\n`, 'FILE, line 4: trustedProxies[0]: expected an address or CIDR range'],
    [`${site}trustedProxies: [10.0.0.0/33]\n`, 'FILE, line 4: trustedProxies[0]: expected an address or CIDR range'],
    [`${site}trustedProxies: [10.0.0.0/8/9]\n`, 'FILE, line 4: trustedProxies[0]: expected an address or CIDR range'],
    [
      `${site}trustedProxies: ["::1", "::/129"]\n`,
      'FILE, line 4: trustedProxies[1]: expected an address or CIDR range',
    ],
    [`${site}hosts: ["%%"]\n`, 'FILE, line 4: hosts[0]: expected a host name without scheme and port.'],
    [
      `${site}    origins: ["https://a b.example"]\n`,
      'FILE, line 4: projects[0].origins[0]: expected an origin such as',
    ],
  ])('%j', async (text, sentence) => {
    await expect(load(text)).rejects.toThrow(sentence);
  });

  test('values are not repeated: they may be secrets', async () => {
    await expect(load(`${site}token: hunter2\n`)).rejects.not.toThrow('hunter2');
    await expect(load(`${site}store:\n  url: hunter2\n`)).rejects.not.toThrow('hunter2');
  });

  test('a file that cannot be read', async () => {
    const read = (file: string) => loadConfig(readOptions(['serve', '--config', file], {}), {});
    await expect(read(join(folder, 'none.yaml'))).rejects.toThrow('none.yaml cannot be read: there is no such file.');
    await expect(read(folder)).rejects.toThrow('cannot be read: it is a directory.');
  });
});

test('names and origins may be written as people write them: they are compared as browsers send them', async () => {
  const { hosts, projects } = await load(
    `${site}    origins: ["https://Bücher.example", "https://shop.example:443", "http://localhost:8080"]
hosts: [Bücher.example, watch.example.]\nhost: 2001:DB8:0::5\nallowPlainHttp: true\n`,
  );
  expect(hosts).toEqual(['xn--bcher-kva.example', 'watch.example', '2001:db8::5']);
  expect(projects[0]?.origins).toEqual([
    'https://xn--bcher-kva.example',
    'https://shop.example',
    'http://localhost:8080',
  ]);
});

test('a machine whose zone has no name is on universal time', async () => {
  const before = process.env['TZ'];
  // what the manual of glibc has people set, to spare it a look at each call
  process.env['TZ'] = ':/etc/localtime';
  try {
    expect((await load(site)).projects[0]?.timeZone).toBe('UTC');
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
});

test('secrets come from the environment', async () => {
  const { token, store } = await load(`${site}token: \${TOKEN}\nstore:\n  url: http://u:\${PASSWORD}@db:8123\n`, {
    TOKEN: 'a-token-that-is-long',
    PASSWORD: 'p:"w"#',
  });
  expect([token, store.url]).toEqual(['a-token-that-is-long', 'http://u:p:"w"#@db:8123']);
});

test('the first start writes a file with a key of its own, says so, and the second reads it', async () => {
  const here = join(folder, 'fresh');
  mkdirSync(here);
  const before = process.cwd();
  process.chdir(here);
  try {
    const options = readOptions([], {});
    const first = await loadConfig(options, {});
    expect(first.notes).toEqual([
      `Wrote ${join(process.cwd(), 'watchglass.yaml')} with one project and a new write key.`,
    ]);
    expect(first.projects.map((one) => [one.id, one.bots])).toEqual([
      ['demo', 'include'],
      ['site', 'exclude'],
    ]);
    expect(first.projects[1]?.keys[0]).toMatch(/^pk_[0-9a-f]{24}$/);
    expect(statSync('watchglass.yaml').mode & 0o777).toBe(0o600);
    const second = await loadConfig(options, {});
    expect([second.notes, second.projects]).toEqual([[], first.projects]);
    expect(readFileSync('watchglass.yaml', 'utf8')).toContain(first.projects[1]?.keys[0] ?? '?');
  } finally {
    process.chdir(before);
  }
});

test('a folder that cannot be written', async () => {
  const here = join(folder, 'sealed');
  mkdirSync(here);
  chmodSync(here, 0o555);
  const before = process.cwd();
  process.chdir(here);
  try {
    await asNobody(() =>
      expect(loadConfig(readOptions([], {}), {})).rejects.toThrow('cannot be written: this user may not.'),
    );
    expect(existsSync('watchglass.yaml')).toBe(false);
  } finally {
    process.chdir(before);
  }
});

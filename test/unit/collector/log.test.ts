import { expect, test } from 'vitest';
import { createLog, type LogOptions } from '../../../collector/log.ts';

const lines = (options: Partial<LogOptions>, say: (log: ReturnType<typeof createLog>) => void): string[] => {
  const written: string[] = [];
  say(
    createLog({ write: (line) => written.push(line), level: 'quiet', clock: () => 0, secrets: () => [], ...options }),
  );
  return written;
};

test('one JSON object a line, whatever is in it', () => {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  const written = lines({ level: 'all' }, (log) => {
    log.info('a', { text: 'two\nlines\u001b[31m', error: new Error('why') });
    log.warn('b', { big: 1n });
    log.error('c', cycle);
    log.error('d', { long: 'x'.repeat(100_000) });
  });
  expect(JSON.parse(written[0] ?? '')).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    severity: 'info',
    what: 'a',
    text: 'two\nlines\u001b[31m',
    error: { message: 'why' },
  });
  expect(JSON.parse(written[3] ?? '')).toMatchObject({ severity: 'error', cut: expect.stringContaining('"what":"d"') });
  expect(written.map((line) => line.split('\n').length)).toEqual([2, 2, 2, 2]);
  expect(written[3]?.length).toBeLessThan(5_000);
  expect(written.join('')).not.toContain('\u001b');
});

test('quiet leaves out what nobody has to look at', () => {
  expect(lines({}, (log) => log.info('a'))).toEqual([]);
  expect(lines({}, (log) => log.warn('a')).length).toBe(1);
});

test('secrets are cut out wherever they turn up; without the list they would be there', () => {
  const say = (log: ReturnType<typeof createLog>): void =>
    log.error('no hunter2', { hunter2: 1, error: new Error('at http://u:hunter2@db'), list: ['xhunter2x'] });
  expect(lines({ secrets: () => ['hunter2', ''] }, say).join('')).not.toContain('hunter2');
  expect(lines({}, say).join('').split('hunter2').length).toBe(5);
});

test('a secret that JSON writes differently is cut out as well', () => {
  const secret = 'a"quote and\\backslash';
  expect(lines({ secrets: () => [secret] }, (log) => log.error(`at ${secret}`)).join('')).not.toContain('quote');
});

test('a secret of one letter leaves a line that machines can read', () => {
  const [line = ''] = lines({ secrets: () => ['a', '"'] }, (log) => log.error('what was said', { path: 'a/"b"' }));
  expect(JSON.parse(line)).toMatchObject({ severity: 'error', cut: expect.stringContaining('wh[secret]t w[secret]s') });
});

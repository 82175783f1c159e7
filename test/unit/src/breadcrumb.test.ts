import { type BodyOf, type Kind, limits } from '@watchglass/contract';
import { expect, test } from 'vitest';
import { captureBreadcrumb } from '../../../src/capture/breadcrumb.ts';
import type { CaptureContext } from '../../../src/capture/context.ts';
import { createGuard } from '../../../src/page/guard.ts';

const open = () => {
  const caught: unknown[] = [];
  const spent = { caught: 0, mainThreadMs: 0 };
  const ctx = { on: () => () => {}, guard: createGuard(spent, (error) => void caught.push(error)) };
  const asked = ctx as unknown as CaptureContext;
  const add = captureBreadcrumb(asked);
  const refine = <K extends Kind>(kind: K, body: BodyOf<K>) => asked.refine?.(kind, body);
  return { add, refine, caught };
};

const cause = { type: 'Error', message: 'no', stack: '' };
const error: BodyOf<'error'> = {
  ...cause,
  causes: [],
  mechanism: 'api',
  handled: true,
  noise: '',
  count: 1,
  breadcrumbs: [],
  properties: {},
};
/** Room for ids, URL and page is left beside the body. */
const most = limits.eventBytes - 10_000;
const bytesOf = (body: unknown): number => new Blob([JSON.stringify(body)]).size;

test('a hundred long breadcrumbs in any script go with an error as far as they fit, the newest', () => {
  for (const letter of ['x', '漢', '😀', '"']) {
    const { add, refine } = open();
    for (let at = 0; at < 120; at++) add(`${at} ${letter.repeat(200)}`, letter.repeat(200));
    const body = refine('error', error);
    const marks = body?.breadcrumbs.map(({ message }) => parseInt(message, 10)) ?? [];
    expect(bytesOf(body), letter).toBeLessThan(most);
    expect(marks, letter).toEqual(Array.from(marks, (_, at) => 120 - marks.length + at));
    expect(marks.length, letter).toBeGreaterThan(30);
  }
});

test('short breadcrumbs all go', () => {
  const { add, refine } = open();
  for (let at = 0; at < 100; at++) add(`${at}`, 'shop');
  expect(refine('error', error)?.breadcrumbs).toHaveLength(100);
  expect(refine('click', {} as BodyOf<'click'>)).toBeUndefined();
});

test('an error with five causes as long as they may be fits: the farthest give way, and then breadcrumbs', () => {
  const { add, refine } = open();
  for (let at = 0; at < 100; at++) add('漢'.repeat(200), 'shop');
  const long = { type: 'E', message: 'm'.repeat(limits.textChars), stack: 's'.repeat(limits.stackChars) };
  const body = refine('error', { ...error, ...long, causes: Array.from({ length: 5 }, () => long) });
  expect(bytesOf(body)).toBeLessThan(most);
  expect(body?.causes).toEqual([long, long]);
  expect(body).toMatchObject(long);
});

test('what goes wrong while something is added to an error is caught: the error is told without it', () => {
  const { refine, caught } = open();
  expect(refine('error', { ...error, causes: undefined } as never)).toBeUndefined();
  expect(caught).toHaveLength(1);
});

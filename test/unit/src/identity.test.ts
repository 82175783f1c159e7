import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { openIdentity } from '../../../src/page/identity.ts';
import { createIds } from '../../../src/page/ids.ts';
import type { Item } from '../../../src/page/storage.ts';

const MINUTE = 60_000;
let time: number;
const now = (): number => time;
beforeEach(() => {
  time = 1_800_000_000_000;
});

const item = (isBlocked = false): Item & { text: string } => {
  const self = {
    text: '',
    read: () => (isBlocked ? '' : self.text),
    write: (value: string) => {
      if (!isBlocked) self.text = value;
    },
  };
  return self;
};
const open = (...places: Item[]): ReturnType<typeof openIdentity> => openIdentity(places, createIds(now), now);

test('a visitor stays over page loads, a session ends after 30 min without activity', () => {
  const cookie = item();
  const first = { ...open(cookie).ids };
  time += 29 * MINUTE;
  const second = { ...open(cookie).ids };
  expect([second.visitor, second.session]).toEqual([first.visitor, first.session]);
  time += 31 * MINUTE;
  const third = { ...open(cookie).ids };
  expect(third.visitor).toBe(first.visitor);
  expect(third.session).not.toBe(first.session);
});

test('a session ends after 24 h even when it never rests', () => {
  const identity = open(item());
  const { session, startedAt } = identity.ids;
  while (time < startedAt + 24 * 60 * MINUTE - MINUTE) {
    time += MINUTE;
    identity.touch();
    expect(identity.ids.session).toBe(session);
  }
  time += 2 * MINUTE;
  identity.touch();
  expect(identity.ids.session).not.toBe(session);
});

test('tabs share the session, whoever is active', () => {
  const cookie = item();
  const one = open(cookie);
  const two = open(cookie);
  const { session } = one.ids;
  for (let i = 0; i < 5; i++) {
    time += 20 * MINUTE;
    (i % 2 ? one : two).touch();
  }
  one.touch();
  expect([one.ids.session, two.ids.session]).toEqual([session, session]);
  time += 40 * MINUTE;
  one.touch();
  time += 2_000;
  two.touch();
  expect(one.ids.session).not.toBe(session);
  expect(two.ids.session).toBe(one.ids.session);
});

test('identify and reset reach the other tab and the next page', () => {
  const cookie = item();
  const one = open(cookie);
  const two = open(cookie);
  one.identify('u/42 . ü;=');
  expect(cookie.text).toMatch(/^[!#-+\--:<-[\]-~]*$/);
  time += 2_000;
  two.touch();
  expect(two.ids.user).toBe('u/42 . ü;=');
  const { visitor, session } = two.ids;
  two.reset();
  expect(two.ids.user).toBe('');
  time += 2_000;
  one.touch();
  expect({ ...one.ids, activeAt: 0 }).toEqual({ ...two.ids, activeAt: 0 });
  expect(one.ids.visitor).not.toBe(visitor);
  expect(one.ids.session).not.toBe(session);
  expect(open(cookie).ids.visitor).toBe(one.ids.visitor);
});

test('what a tab did a moment ago is not taken back by another tab that looks', () => {
  const cookie = item();
  const one = open(cookie);
  const two = open(cookie);
  one.identify('u_1');
  two.identify('u_2');
  time += 2_000;
  one.touch();
  expect(one.ids.user).toBe('u_2');
});

test('localStorage is the twin of the cookie, and memory does when both are blocked', () => {
  const cookie = item();
  const twin = item();
  const { visitor } = open(cookie, twin).ids;
  cookie.text = '';
  expect(open(cookie, twin).ids.visitor).toBe(visitor);
  expect(cookie.text).toBe(twin.text);
  const blocked = open(item(true), item(true));
  const before = { ...blocked.ids };
  time += 10_000;
  blocked.touch();
  expect(blocked.ids).toMatchObject({ visitor: before.visitor, session: before.session });
});

test('a clock that is set back or forward ends the session and never keeps one for years', () => {
  const cookie = item();
  const { visitor, session } = { ...open(cookie).ids };
  time -= 10 * 365 * 24 * 60 * MINUTE;
  const back = { ...open(cookie).ids };
  expect(back.visitor).toBe(visitor);
  expect(back.session).not.toBe(session);
});

test('whatever stands in the cookie, there are ids, and they fit the contract', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant('x/y/1/2/%E0%A4%A')), (text) => {
      const cookie = item();
      cookie.text = text;
      const { ids } = open(cookie);
      expect(ids.visitor).toMatch(/^[\w-]{9,64}$/);
      expect(ids.session).toMatch(/^[\w-]{9,64}$/);
      expect(open(cookie).ids.visitor).toBe(ids.visitor);
    }),
  );
});

test('writes at most every 2 s while the visitor is busy', () => {
  let writes = 0;
  const cookie = item();
  const counting: Item = {
    read: cookie.read,
    write(value) {
      writes++;
      cookie.write(value);
    },
  };
  const identity = open(counting);
  writes = 0;
  for (let i = 0; i < 600; i++) {
    time += 100;
    identity.touch();
  }
  expect(writes).toBeLessThanOrEqual(30);
});

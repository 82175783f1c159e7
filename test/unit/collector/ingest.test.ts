import { gzipSync } from 'node:zlib';
import { unnumberedReasons } from '@watchglass/analysis';
import type { Receipt } from '@watchglass/contract';
import { kinds } from '@watchglass/contract/schema';
import { laneOf } from '@watchglass/contract';
import { describe, expect, test } from 'vitest';
import { agent, batchOf, collectorParts, eventOf, project, requestOf, token } from './parts.ts';
import { golden } from '../contract/golden.ts';

const receiptsOf = (response: { json(): unknown }): Receipt[] => (response.json() as { receipts: Receipt[] }).receipts;

test('every golden event is accepted and reaches the spool as it was', async () => {
  const { post, entries } = await collectorParts();
  for (const kind of kinds) {
    const batch = batchOf([golden[kind]], { lane: laneOf(kind), doc: golden[kind].doc });
    const response = await post(requestOf([batch]));
    expect([kind, response.statusCode, receiptsOf(response)]).toEqual([
      kind,
      202,
      [{ batch: batch.batch, accepted: 1, duplicates: 0, rejected: [] }],
    ]);
    expect(entries.at(-1)?.batch).toEqual(batch);
  }
});

test('gzip is known by its first bytes, whatever the headers say', async () => {
  const { post, entries } = await collectorParts();
  const packed = gzipSync(JSON.stringify(requestOf([batchOf([golden.click])])));
  expect((await post(packed)).statusCode).toBe(202);
  expect((await post(requestOf([batchOf([golden.click])]), { 'content-encoding': 'gzip' })).statusCode).toBe(202);
  expect(entries.length).toBe(2);
});

test('a batch is stored once, in one request and over many', async () => {
  const { post, entries } = await collectorParts();
  const batch = batchOf([golden.click]);
  const once = { batch: batch.batch, accepted: 1, duplicates: 0, rejected: [] };
  const again = { batch: batch.batch, accepted: 0, duplicates: 1, rejected: [] };
  expect(receiptsOf(await post(requestOf([batch, batch])))).toEqual([once, again]);
  expect(receiptsOf(await post(requestOf([batch])))).toEqual([again]);
  expect(entries.length).toBe(1);
});

test('two requests with one batch at the same time store it once, and both wait for the disk', async () => {
  const { post, entries, disk } = await collectorParts();
  const batch = batchOf([golden.click]);
  let flush = (): void => undefined;
  disk.waitFor = new Promise((resolve) => {
    flush = resolve;
  });
  let answered = 0;
  const both = [post(requestOf([batch])), post(requestOf([batch]))].map(async (one) => {
    const response = await one;
    answered += 1;
    return receiptsOf(response)[0]?.accepted;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(answered).toBe(0);
  flush();
  expect((await Promise.all(both)).sort()).toEqual([0, 1]);
  expect(entries.length).toBe(1);
});

test('what breaks the contract is named by its index, and the rest is kept', async () => {
  const { post, entries, deadLetter } = await collectorParts();
  const wrong: [unknown, string][] = [
    [eventOf('click', { id: 'a1', ex: 2 }), 'ex: must be <= 1'],
    [{ kind: 'nonsense' }, 'kind: unknown'],
    [null, 'event: must be an object'],
    [eventOf('scroll', { id: 'a2' }), 'kind: must be sent in lane detail'],
    [eventOf('click', { id: 'a3', doc: 'other' }), "doc: must be the batch's own"],
    [eventOf('custom', { id: 'a4', name: '\u0000\u0007' }), 'name: must hold something that can be read'],
  ];
  const batch = batchOf([golden.click, ...wrong.map(([event]) => event), eventOf('error')]);
  const [receipt] = receiptsOf(await post(requestOf([batch])));
  expect(receipt).toEqual({
    batch: batch.batch,
    accepted: 2,
    duplicates: 0,
    rejected: wrong.map(([, reason], at) => ({ index: at + 1, reason })),
  });
  expect(entries[0]?.batch.events.map((one) => one.kind)).toEqual(['click', 'error']);
  await deadLetter.idle();
  expect((await deadLetter.list('site', 100)).map((one) => one.reason).reverse()).toEqual(wrong.map(([, why]) => why));
});

test('an event beyond its size or number of keys is rejected, its neighbours are not', async () => {
  const { post, entries } = await collectorParts();
  const many = Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`k${at}`, at]));
  const long = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`k${at}`, 'x'.repeat(8_000)]));
  const batch = batchOf([
    eventOf('custom', { id: 'many', properties: many }),
    eventOf('custom', { id: 'long', properties: long }),
    golden.click,
  ]);
  const [receipt] = receiptsOf(await post(requestOf([batch])));
  expect(receipt?.rejected).toEqual([
    { index: 0, reason: 'properties: must not hold more than 200 keys' },
    { index: 1, reason: 'event: must not be larger than 65536 bytes' },
  ]);
  expect(entries[0]?.batch.events).toEqual([golden.click]);
});

test('a batch with a wrong envelope is set free by a receipt that says why; one without an id has none', async () => {
  const { post, entries } = await collectorParts();
  const bad = batchOf([golden.click, golden.error], { contract: 2 });
  const [receipt] = receiptsOf(await post(requestOf([bad])));
  expect(receipt).toMatchObject({ accepted: 0, rejected: [{ index: 0 }, { index: 1 }] });
  for (const one of receipt?.rejected ?? []) expect(one.reason).toMatch(/^contract: /);
  const without = await post(requestOf([{ batch: '../../etc' }]));
  expect([without.statusCode, without.json()]).toEqual([400, { error: 'batches: none of them has an id' }]);
  expect(entries).toEqual([]);
});

describe('who may send', () => {
  test('an unknown key, an origin that is not listed, and GPC', async () => {
    const { post, entries } = await collectorParts({ projects: [project({ origins: ['https://shop.example'] })] });
    const request = requestOf([batchOf([golden.click])]);
    const from = { origin: 'https://shop.example' };
    expect((await post({ ...request, key: 'pk_other' }, from)).statusCode).toBe(401);
    expect((await post(request, { origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await post(request)).statusCode).toBe(403);
    const gpc = await post(request, { ...from, 'sec-gpc': '1' });
    expect([gpc.statusCode, gpc.body]).toEqual([204, '']);
    expect(entries).toEqual([]);
    const good = await post(request, { origin: 'https://Shop.example' });
    expect([good.statusCode, good.headers['access-control-allow-origin']]).toEqual([202, '*']);
    expect(good.headers['access-control-allow-credentials']).toBeUndefined();
  });

  test('a preflight is answered', async () => {
    const { app } = await collectorParts();
    const { statusCode, headers } = await app.inject({ method: 'OPTIONS', url: '/v1/batch' });
    expect([statusCode, headers['access-control-allow-origin'], headers['access-control-allow-headers']]).toEqual([
      204,
      '*',
      'content-type',
    ]);
  });

  test('more than the limit from one address: 429 until time has passed, and who was sent away finds room first', async () => {
    const { app, time } = await collectorParts({ config: { limits: { requestsPerSecondPerIp: 5 } } });
    const send = (url = '/v1/batch') =>
      app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'text/plain', 'user-agent': agent },
        payload: JSON.stringify(requestOf([batchOf([golden.click])])),
      });
    const statuses = async (count: number, url?: string): Promise<number[]> => {
      const answers = [];
      for (let at = 0; at < count; at += 1) answers.push((await send(url)).statusCode);
      return answers;
    };
    expect(await statuses(10)).toEqual(Array(10).fill(202));
    const refused = await send();
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '1']);
    expect(refused.headers['access-control-expose-headers']).toBe('retry-after');
    time.now += 1_000;
    // of five, four are for those who were told to come now
    expect(await statuses(3)).toEqual([202, 429, 429]);
    expect(await statuses(5, '/v1/batch?again')).toEqual([202, 202, 202, 202, 429]);
    // when nobody is on the way any more there is room for all
    time.now += 9_000;
    expect(await statuses(11)).toEqual([...Array(10).fill(202), 429]);
  });

  test('programs are flagged and kept', async () => {
    const { post, entries } = await collectorParts();
    const automated = { ...batchOf([]).context, automated: true };
    await post(requestOf([batchOf([golden.click])]), { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' });
    await post(requestOf([batchOf([golden.click], { context: automated })]));
    await post(requestOf([batchOf([golden.click])]), { 'user-agent': agent });
    expect(entries.map((one) => one.bot)).toEqual([true, true, false]);
  });
});

test('a full or broken disk: 503 with Retry-After, and nothing is remembered as stored', async () => {
  const { post, entries, disk } = await collectorParts();
  const request = requestOf([batchOf([golden.click])]);
  disk.filled = 1;
  const answers = await Promise.all(Array.from({ length: 200 }, () => post(request)));
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([503]));
  // those that were refused together do not come back together
  const waitsS = answers.map(({ headers }) => Number(headers['retry-after']));
  expect([Math.min(...waitsS) >= 10, Math.max(...waitsS) < 70, new Set(waitsS).size > 40]).toEqual([true, true, true]);
  disk.filled = 0;
  expect(receiptsOf(await post(request))[0]?.accepted).toBe(1);
  expect(entries.length).toBe(1);
});

test.each([
  ['less than a minute is no skew', -59_999, 0],
  ['nor forward', 59_999, 0],
  ['a minute late', -60_000, 60_000],
  ['ten years early', 315_360_000_000, -315_360_000_000],
  ['1970', -1_763_805_700_000, 1_763_805_700_000],
])('%s', async (_, ahead, skewMs) => {
  const { post, entries, time } = await collectorParts();
  await post(requestOf([batchOf([golden.click])], { sentAt: time.now + ahead }));
  expect(entries[0]?.skewMs).toBe(skewMs);
});

test('a time that is none is refused', async () => {
  const { post } = await collectorParts();
  expect((await post(requestOf([batchOf([golden.click])], { sentAt: 1e300 }))).json()).toEqual({
    error: 'sentAt: must be a time in ms',
  });
});

test('a time that is none once the clock is put right is rejected: no page could show it', async () => {
  const { post, entries, time } = await collectorParts();
  const batch = batchOf([eventOf('click', { id: 'another', at: 8.64e15 }), golden.click]);
  const [receipt] = receiptsOf(await post(requestOf([batch], { sentAt: time.now - 3_600_000 })));
  expect(receipt).toMatchObject({ accepted: 1, rejected: [{ index: 0 }] });
  expect(entries[0]?.batch.events.map(({ at }) => at)).toEqual([golden.click.at]);
});

test('too many names, keys and URLs become (other), each counted', async () => {
  const { post, entries, ingest } = await collectorParts();
  const custom = (from: number, of: (at: number) => object) =>
    batchOf(Array.from({ length: 500 }, (_, at) => eventOf('custom', { id: `e${from + at}`, ...of(from + at) })));
  for (let from = 0; from < 2_500; from += 500)
    await post(requestOf([custom(from, (at) => ({ name: `name ${at}`, properties: {} }))]));
  const names = new Set(entries.flatMap((one) => one.batch.events.map((event) => 'name' in event && event.name)));
  expect([names.size, names.has('(other)')]).toEqual([2_001, true]);
  await post(requestOf([custom(0, (at) => ({ name: 'name 1', properties: { [`k${at}`]: 1, [`l${at}`]: 2 } }))]));
  const keys = new Set(
    entries.at(-1)?.batch.events.flatMap((event) => Object.keys('properties' in event ? event.properties : {})),
  );
  expect([keys.size, keys.has('(other)')]).toEqual([501, true]);
  expect(ingest.counts().folded).toBe(500 + 500);
});

test('too many flags, variants, targets and words of a field that has few become (other), each counted', async () => {
  const { post, entries, ingest } = await collectorParts();
  const sent = async (kind: keyof typeof golden, size: number, of: (at: number) => object): Promise<void> => {
    const events = Array.from({ length: size }, (_, at) => eventOf(kind, { id: `e${at}`, ...of(at) }));
    for (let from = 0; from < size; from += 500) await post(requestOf([batchOf(events.slice(from, from + 500))]));
  };
  const values = (field: string): (number | boolean)[] => {
    const found = new Set(
      entries.flatMap(({ batch }) => batch.events.map((event) => (event as unknown as Record<string, unknown>)[field])),
    );
    found.delete(undefined);
    entries.length = 0;
    return [found.size, found.has('(other)')];
  };
  await sent('feature_flag', 2_010, (at) => ({ flag: `flag ${at}`, variant: 'v0' }));
  expect(values('flag')).toEqual([2_001, true]);
  await sent('feature_flag', 510, (at) => ({ flag: 'flag 1', variant: `v${at}` }));
  expect(values('variant')).toEqual([501, true]);
  expect(ingest.counts().folded).toBe(10 + 10);
  await sent('group', 60, (at) => ({ groupType: `type ${at}` }));
  expect(values('groupType')).toEqual([51, true]);
  await sent('request', 60, (at) => ({ method: `M${at}` }));
  expect(values('method')).toEqual([51, true]);
  await sent('rage_click', 60, (at) => ({ rule: `rule@${at}` }));
  expect(values('rule')).toEqual([51, true]);
  await sent('error', 60, (at) => ({ noise: at === 0 ? '' : `noise ${at}` }));
  expect(values('noise')).toEqual([52, true]);
  expect(ingest.counts().folded).toBe(10 + 10 + 10 + 10 + 10 + 9);
});

test('too many reasons of drops become one, with the sum of them', async () => {
  const { post, entries } = await collectorParts();
  const told = (from: number, size: number) =>
    Object.fromEntries(Array.from({ length: size }, (_, at) => [`reason ${from + at}`, 1]));
  const sent = [told(0, 30), told(0, 30), told(15, 40), { ['__proto__']: 1, late: 2 }].map((drops) =>
    batchOf([golden.click], { drops }),
  );
  await post(requestOf([...sent, batchOf([eventOf('sdk', { drops: { ...told(10, 2), ...told(200, 3) } })])]));
  const reasons = entries.map(({ batch }) => batch.drops);
  // they have their places from the start
  const known = unnumberedReasons.length;
  expect(reasons.map((drops) => Object.keys(drops).length)).toEqual([30, 30, 36 - known, 1, 0]);
  expect([reasons[2]?.['(other)'], reasons[3]?.['(other)']]).toEqual([5 + known, 3]);
  expect(entries[4]?.batch.events[0]).toMatchObject({ drops: { 'reason 10': 1, 'reason 11': 1, '(other)': 3 } });
});

test('a flood of reasons hides none that the ledger adds up by itself, and what is called (other) is added to it', async () => {
  const { post, entries } = await collectorParts();
  const flood = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`reason ${at}`, 1]));
  const unnumbered = Object.fromEntries(unnumberedReasons.map((reason, at) => [reason, at + 1]));
  const sent = [flood, flood, { ...unnumbered, late: 2, '(other)': 3 }].map((drops) =>
    batchOf([golden.click], { drops }),
  );
  await post(requestOf(sent));
  expect(entries.map(({ batch }) => Object.keys(batch.drops).length)).toEqual([
    50 - unnumberedReasons.length + 1,
    50 - unnumberedReasons.length + 1,
    unnumberedReasons.length + 1,
  ]);
  expect(entries[2]?.batch.drops).toEqual({ ...unnumbered, '(other)': 5 });
});

test('dead letters are clean of queries and secrets, can be tried again, and go after a week', async () => {
  const { app, post, entries, deadLetter, time } = await collectorParts();
  const cookie = { authorization: 'Bearer token-of-the-tests-0123456789', host: 'localhost' };
  await post(requestOf([batchOf([eventOf('click', { ex: 7, url: 'https://a.example/p?token=hunter2' })])]));
  await deadLetter.idle();
  const list = await app.inject({ url: '/api/dead-letter', headers: cookie });
  expect(list.json()).toMatchObject({ letters: [{ project: 'site', reason: 'ex: must be <= 1' }] });
  expect(list.body).not.toContain('hunter2');
  expect(list.body).not.toContain('pk_site');
  const replay = () => app.inject({ method: 'POST', url: '/api/dead-letter/replay', headers: cookie });
  expect((await replay()).json()).toEqual({ replayed: 0, rejected: 1 });
  // what a later version would accept
  deadLetter.add({
    project: 'site',
    at: time.now,
    skewMs: 0,
    bot: false,
    browser: 'Firefox',
    envelope: batchOf([]),
    events: [{ reason: 'kind: unknown', event: golden.click }],
  });
  expect((await replay()).json()).toEqual({ replayed: 1, rejected: 1 });
  // its query was not kept: what has not passed the rules keeps none
  expect(entries.at(-1)?.batch.events).toEqual([{ ...golden.click, url: 'https://shop.example/product/8412' }]);
  time.now += 8 * 86_400_000;
  expect(await deadLetter.list(undefined, 10)).toEqual([]);
});

test('what is tried again is still of the browser that sent it, and of a program if it was', async () => {
  const { app, post, entries, deadLetter, time } = await collectorParts();
  const { context } = batchOf([]);
  const request = requestOf([
    batchOf([eventOf('click', { ex: 7 })]),
    batchOf([eventOf('click', { ex: 7 })], { context: { ...context, automated: true } }),
  ]);
  await post({ ...request, sentAt: time.now - 100_000 });
  await deadLetter.idle();
  const letters = await deadLetter.list(undefined, 10);
  expect(letters.map(({ browser }) => browser)).toEqual(['Firefox', 'Firefox']);
  for (const { event: _, ...letter } of letters) {
    const { envelope, ...known } = letter;
    deadLetter.add({ browser: '', ...known, envelope, events: [{ reason: '', event: golden.click }] });
  }
  const headers = { authorization: `Bearer ${token}`, host: 'localhost' };
  const answer = await app.inject({ method: 'POST', url: '/api/dead-letter/replay', headers });
  expect(answer.json()).toEqual({ replayed: 2, rejected: 2 });
  const kept = entries.map(({ bot, browser, skewMs, batch }) => [batch.context.automated, bot, browser, skewMs]);
  expect(kept.sort()).toEqual([
    [false, false, 'Firefox', 100_000],
    [true, true, 'Firefox', 100_000],
  ]);
});

test('a number that no page reaches is refused: a few of them would make the sums of the ledger mean nothing', async () => {
  const { post, entries } = await collectorParts();
  const most = 2_147_483_647;
  const batches = [
    batchOf([eventOf('click', { seq: most }), eventOf('click', { id: 'a2', seq: most + 1 })], {
      drops: { late: most },
    }),
    batchOf([eventOf('click')], { drops: { late: most + 1 } }),
  ];
  const receipts = receiptsOf(await post(requestOf(batches)));
  expect(receipts.map(({ accepted, rejected }) => [accepted, rejected])).toEqual([
    [1, [{ index: 1, reason: `seq: must be <= ${most}` }]],
    [0, [{ index: 0, reason: `drops.*: must be <= ${most}` }]],
  ]);
  expect(entries.map(({ batch }) => batch.drops)).toEqual([{ late: most }]);
});

test('a try that finds no room says what was stored, and keeps the rest as it was', async () => {
  const { app, entries, deadLetter, disk, time } = await collectorParts();
  const headers = { authorization: 'Bearer token-of-the-tests-0123456789', host: 'localhost' };
  for (const event of [golden.click, eventOf('click', { ex: 7 }), eventOf('scroll'), eventOf('click', { id: 'other' })])
    deadLetter.add({
      project: 'site',
      at: time.now,
      skewMs: 0,
      bot: false,
      browser: '',
      envelope: batchOf([], event.kind === 'scroll' ? { lane: 'detail' } : {}),
      events: [{ reason: 'kind: unknown', event }],
    });
  disk.filled = 0.95;
  const { statusCode, body } = await app.inject({ method: 'POST', url: '/api/dead-letter/replay', headers });
  const error =
    'Storage does not take more at the moment: 1 were stored, 1 are wrong still, 2 were not tried and are kept.';
  expect([statusCode, JSON.parse(body)]).toEqual([503, { error, replayed: 1, rejected: 1, left: 2 }]);
  disk.filled = 0;
  const again = await app.inject({ method: 'POST', url: '/api/dead-letter/replay', headers });
  expect(again.json()).toEqual({ replayed: 2, rejected: 1 });
  expect(entries.map(({ batch }) => batch.events.length)).toEqual([1, 1, 1]);
});

test('what one project is sent takes no room from another', async () => {
  const projects = [project(), project({ id: 'other', keys: ['pk_other'] })];
  const { post, deadLetter } = await collectorParts({ projects, deadLetterMaxBytes: 20_000 });
  const wrong = (key: string) => post(requestOf([batchOf([eventOf('click', { ex: 7 })])], { key }));
  for (let at = 0; at < 40; at += 1) await wrong('pk_site');
  await wrong('pk_other');
  await deadLetter.idle();
  expect(await deadLetter.list('other', 10)).toHaveLength(1);
  expect((await deadLetter.list('site', 100)).length).toBeGreaterThan(3);
  expect(deadLetter.stats().bytes).toBeLessThanOrEqual(11_000);
});

test('dead letters take no more room than they have', async () => {
  const { post, deadLetter } = await collectorParts({ deadLetterMaxBytes: 10_000 });
  for (let at = 0; at < 20; at += 1) await post(requestOf([batchOf([eventOf('click', { ex: 7 })])]));
  await deadLetter.idle();
  expect(deadLetter.stats().bytes).toBeLessThanOrEqual(10_000);
  expect(deadLetter.stats().lost).toBeGreaterThan(0);
});

test('a batch that comes again with other content: the first one counts, and the conflict is counted', async () => {
  const { post, entries, ingest, time } = await collectorParts();
  const first = batchOf([golden.click]);
  await post(requestOf([first]));
  time.now += 6 * 86_400_000;
  await post(requestOf([first], { sentAt: time.now }));
  expect(ingest.counts()).toMatchObject({ duplicates: 1, conflicts: 0 });
  const other = { ...first, events: [{ ...golden.click, label: 'Another' }] };
  expect(receiptsOf(await post(requestOf([other])))).toMatchObject([{ accepted: 0, duplicates: 1 }]);
  // and in one request
  const twice = batchOf([golden.click]);
  await post(requestOf([twice, { ...twice, events: other.events.map((event) => ({ ...event, doc: twice.doc })) }]));
  expect(ingest.counts()).toMatchObject({ duplicates: 3, conflicts: 2 });
  expect(entries.flatMap(({ batch }) => batch.events)).toHaveLength(2);
  expect(JSON.stringify(entries)).not.toContain('Another');
});

test('what was not stored is never called a duplicate', async () => {
  const { post, entries } = await collectorParts();
  const wrong = batchOf([eventOf('click', { ex: 7 })]);
  const right = { ...wrong, events: batchOf([golden.click], { doc: wrong.doc }).events };
  const receipts = receiptsOf(await post(requestOf([wrong, right])));
  expect(receipts.map(({ accepted, duplicates }) => [accepted, duplicates])).toEqual([
    [0, 0],
    [1, 0],
  ]);
  expect(entries.map(({ batch }) => batch.events.length)).toEqual([1]);
  // one envelope is broken: the same
  const other = batchOf([golden.click]);
  const again = receiptsOf(await post(requestOf([{ batch: other.batch, events: [1] }, other])));
  expect(again.map(({ accepted, duplicates }) => [accepted, duplicates])).toEqual([
    [0, 0],
    [1, 0],
  ]);
});

test('a large envelope around many rejected events is not written down for each of them', async () => {
  const { post, deadLetter } = await collectorParts();
  const batches = Array.from({ length: 20 }, (_, at) => ({
    batch: `b${at}`,
    pad: 'x'.repeat(60_000),
    events: Array<number>(500).fill(0),
  }));
  expect((await post(gzipSync(JSON.stringify(requestOf(batches))))).statusCode).toBe(202);
  await deadLetter.idle();
  const { bytes, lost } = deadLetter.stats();
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(1_048_576);
  expect(lost).toBe(10_000 - (await deadLetter.list(undefined, 10_000)).length);
});

test('while 10,000 rejected events are judged, others are answered', async () => {
  const { post } = await collectorParts();
  const wrong = Array.from({ length: 500 }, () => ({ kind: 'click' }));
  const large = post(
    requestOf(Array.from({ length: 20 }, (_, at) => ({ ...batchOf([]), batch: `b${at}`, events: wrong }))),
  );
  let isJudged = false;
  void large.then(() => {
    isJudged = true;
  });
  expect((await post(requestOf([batchOf([golden.click])]))).statusCode).toBe(202);
  expect(isJudged).toBe(false);
  expect(receiptsOf(await large)).toHaveLength(20);
});

describe('what costs more than a request counts as more', () => {
  const limited = () => collectorParts({ config: { limits: { requestsPerSecondPerIp: 20 } } });
  const flood = async (body: Buffer): Promise<number[]> => {
    const { post } = await limited();
    const statuses: number[] = [];
    for (let at = 0; at < 20; at += 1) statuses.push((await post(body)).statusCode);
    return statuses;
  };
  test.each([
    ['many rejected events', requestOf([batchOf(Array.from({ length: 500 }, () => ({ kind: 'click' })))])],
    ['a body that is large when it is unpacked', { ...requestOf([batchOf([golden.click])]), pad: 'x'.repeat(700_000) }],
  ])('%s', async (_, request) => expect(await flood(gzipSync(JSON.stringify(request)))).toContain(429));
  test('what the SDK sends does not', async () =>
    expect(await flood(gzipSync(JSON.stringify(requestOf([batchOf([golden.click])]))))).not.toContain(429));
});

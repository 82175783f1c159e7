import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { openWith, seen } from './captures.ts';

interface Field {
  key: string;
  label: string;
  focusMs: number;
  edits: number;
  reentries: number;
  invalid: number;
}
interface Form {
  key: string;
  label: string;
  outcome: string;
  durationMs: number;
  fields: Field[];
  lastKey: string;
}

const settings = { only: ['form', 'pageView'] };

const forms = (page: Page): Promise<Form[]> =>
  page.evaluate(() => JSON.parse(JSON.stringify(window.captures.read()['form'])) as Form[]);
const short = ({ key, edits, reentries, invalid }: Field): unknown[] => [key, edits, reentries, invalid];

/** As somebody would; `fill` is a script in some drivers. */
const type = async (page: Page, selector: string, text: string): Promise<void> => {
  await page.click(selector);
  await page.keyboard.type(text);
};

const signUp = `<form id="signup" aria-label="Sign up" action="/done">
  <label>Name <input id="name" name="name"></label>
  <label>Password <input id="secret" type="password" name="secret"></label>
  <label>Mail <input id="mail" type="email" name="mail" required></label>
  <select id="plan"><option>Small<option>Large</select>
  <button id="send">Send</button></form><p id="out">Outside</p>`;

test('a form tells of its fields in the order of their first visit, and where it was abandoned', async ({
  page,
  server,
  noise,
}) => {
  await openWith(page, server, signUp, { settings });
  await page.click('#mail');
  await page.keyboard.type('ada');
  await page.click('#name');
  await page.keyboard.type('Ada Lovelace');
  await page.click('#secret');
  await page.keyboard.type('correct horse');
  await page.click('#mail');
  await page.keyboard.type('@example.com');
  await page.click('#out');
  const [form, ...others] = await forms(page);
  expect(others).toEqual([]);
  expect(form).toMatchObject({
    key: 'id:signup',
    index: 0,
    keyRule: 1,
    label: 'Sign up',
    outcome: 'abandoned',
    lastKey: 'id:mail',
    lastIndex: 0,
  });
  expect(form?.fields.map(short)).toEqual([
    ['id:mail', 2, 1, 0],
    ['id:name', 1, 0, 0],
    ['id:secret', 1, 0, 0],
  ]);
  expect(form?.fields.map(({ label }) => label)).toEqual(['Mail', 'Name', '']);
  expect(form?.fields.every(({ focusMs }) => focusMs > 0)).toBe(true);
  // never a value, never a length
  const text = JSON.stringify(form);
  for (const typed of ['ada', 'Ada', 'horse', 'example.com']) expect(text).not.toContain(typed);
  expect(Object.keys(form?.fields[0] ?? {}).sort()).toEqual(
    ['edits', 'focusMs', 'index', 'invalid', 'key', 'label', 'reentries', 'role'].sort(),
  );
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('time in a field goes on while it has the focus, and stops with it', async ({ page, server }) => {
  await openWith(page, server, signUp, { settings });
  await page.click('#name');
  const ms = async (): Promise<number> => (await forms(page))[0]?.fields[0]?.focusMs ?? 0;
  await expect.poll(ms).toBeGreaterThan(300);
  await page.click('#out');
  const left = await ms();
  await page.waitForTimeout(300);
  expect(await ms()).toBe(left);
});

test('a focus that the page sets is nobody’s beginning, a key in the field is one', async ({ page, server }) => {
  await openWith(page, server, signUp, { settings });
  await page.evaluate(() => document.getElementById('name')?.focus());
  expect(await forms(page)).toEqual([]);
  await page.keyboard.type('x');
  expect(await forms(page)).toMatchObject([{ key: 'id:signup', fields: [{ key: 'id:name', edits: 1 }] }]);
});

test('submitted: by the browser, or by an app that prevents it', async ({ page, server }) => {
  await openWith(page, server, signUp, { settings });
  await page.evaluate(() =>
    document.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault()),
  );
  await type(page, '#name', 'Ada');
  await page.click('#send');
  // the browser refuses the empty address itself, and puts the focus there
  expect(await forms(page)).toMatchObject([{ outcome: 'abandoned', lastKey: 'id:mail' }]);
  expect((await forms(page))[0]?.fields.map(short)).toEqual([
    ['id:name', 1, 0, 0],
    ['id:mail', 0, 0, 1],
  ]);
  await type(page, '#mail', 'ada@example.com');
  await page.click('#send');
  expect(await forms(page)).toMatchObject([{ outcome: 'submitted' }]);
  const before = (await forms(page))[0]?.durationMs;
  await page.click('#name');
  expect((await forms(page))[0]).toMatchObject({ outcome: 'submitted', durationMs: before });
});

test('an app that checks for itself and shows what is wrong has not submitted', async ({ page, server }) => {
  await openWith(page, server, signUp.replace('<form', '<form novalidate'), { settings });
  await page.evaluate(() =>
    document.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      (event.target as HTMLFormElement).reportValidity();
    }),
  );
  await type(page, '#name', 'Ada');
  await page.click('#send');
  await expect.poll(async () => (await forms(page))[0]?.outcome).toBe('abandoned');
  expect((await forms(page))[0]?.fields.map(short)).toContainEqual(['id:mail', 0, 0, 1]);
});

test('fields without a form belong to the nearest landmark, editors and ARIA widgets are fields', async ({
  page,
  server,
}) => {
  await openWith(
    page,
    server,
    `<main id="app"><div id="editor" contenteditable><b id="bold">Draft</b></div>
       <div id="check" role="checkbox" tabindex="0">Agree</div></main>
     <div role="dialog" id="dialog"><input id="code"><input type="reset" id="reset"></div>`,
    { settings },
  );
  await page.click('#bold');
  await page.keyboard.type('secret words');
  await page.click('#check');
  await page.click('#code');
  await page.keyboard.type('1234');
  await page.click('#reset');
  const [first, second] = await forms(page);
  expect(first).toMatchObject({ key: 'id:app', lastKey: 'id:check', outcome: 'abandoned' });
  expect(first?.fields.map(short)).toEqual([
    ['id:editor', 1, 0, 0],
    ['id:check', 0, 0, 0],
  ]);
  expect(second).toMatchObject({ key: 'id:dialog', lastKey: 'id:code' });
  expect(second?.fields.map(short)).toEqual([['id:code', 1, 0, 0]]);
  expect(JSON.stringify([first, second])).not.toMatch(/secret words|1234|Draft/);
});

test('each view has its own forms, at most 20', async ({ page, server }) => {
  await openWith(
    page,
    server,
    Array.from({ length: 22 }, (_, i) => `<form><input class="f" aria-label="${i}"></form>`).join(''),
    { settings },
  );
  for (let i = 0; i < 22; i++) await type(page, `.f >> nth=${i}`, 'x');
  expect(await forms(page)).toHaveLength(20);
  await page.evaluate(() => history.pushState(null, '', '/two'));
  await expect.poll(async () => (await seen(page, 'form')).length).toBe(20);
  expect(await forms(page)).toEqual([]);
});

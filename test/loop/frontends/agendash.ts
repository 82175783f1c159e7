/**
 * Agendash, the dashboard of a job queue: Vue 3 without routes, with tables and dialogs. It comes with a strict content
 * security policy, which is kept; the site owner adds the collector to it, once for the script and once for its sends.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import type { FrontEnd } from './visit.ts';

// `dist/index.js` is what the package exports
const folder = fileURLToPath(new URL('../public', import.meta.resolve('agendash')));

const none = { running: 0, scheduled: 0, queued: 0, completed: 0, failed: 0, repeating: 0, paused: 0 };

const jobOf = (name: string, at: number) => ({
  job: {
    _id: `64b0c0ffee00000000000${at}`,
    name,
    data: { cups: at },
    priority: 0,
    nextRunAt: '2024-05-01T10:00:00.000Z',
    lastFinishedAt: '2024-04-01T10:00:00.000Z',
  },
  ...none,
  failed: name === 'descale',
  completed: name !== 'descale',
});

const jobs = ['boil', 'brew', 'descale'].map(jobOf);

const listed = {
  overview: [
    { displayName: 'All Jobs', total: 3, ...none, completed: 2, failed: 1 },
    ...jobs.map(({ job, failed }) => ({
      displayName: job.name,
      total: 1,
      ...none,
      completed: failed ? 0 : 1,
      failed: failed ? 1 : 0,
    })),
  ],
  jobs,
  total: jobs.length,
  totalPages: 1,
};

const stats = {
  version: '6.0.0',
  backend: { name: 'memory', hasNotificationChannel: true },
  queueName: 'kitchen',
  config: { processEvery: 5000, maxConcurrency: 20, totalLockLimit: 0 },
  totalQueueSizeDB: 3,
  runningJobs: 0,
  queuedJobs: 0,
  lockedJobs: 0,
  internal: { localQueueProcessing: 0 },
  jobStatus: {},
};

/** Agendash with three jobs. */
export const agendash: FrontEnd = {
  name: 'Agendash (Vue)',
  hashRouting: false,
  // the countdown to the next refresh, the sign of one under way, and messages that go by themselves
  volatile: /\b\d+s\b|\s*↻|\s*Jobs? \w+ successfully/g,
  serve(server, head) {
    const { origin } = server.collector;
    const policy = [
      "default-src 'self'",
      `script-src 'self' ${origin}`,
      "style-src 'self' 'unsafe-inline'",
      "font-src 'self'",
      "img-src 'self' data:",
      `connect-src 'self' ${origin}`,
    ].join('; ');
    const answer = (path: string, value: unknown): void =>
      server.page(`/dash/api${path}`, { body: JSON.stringify(value), headers: { 'content-type': 'application/json' } });
    server.folder('/dash/', folder);
    server.page('/dash/', {
      body: readFileSync(join(folder, 'index.html'), 'utf8').replace('</head>', `${head}</head>`),
      headers: { 'content-security-policy': policy },
    });
    answer('', listed);
    answer('/stats', stats);
    answer('/logs', { entries: [], total: 0 });
    answer('/jobs/requeue', { requeuedCount: 1 });
    answer('/jobs/create', { created: true });
    server.page('/dash/api/events', {
      body: ': open\n\n',
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
      isOpen: true,
    });
    return '/dash/';
  },
  async visit(hand) {
    const { page } = hand;
    const row = (name: string) => page.locator('tbody tr').filter({ hasText: name });
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const dialog = page.locator('.modal-container:visible');
    await expect(row('descale')).toBeVisible();

    await hand.click(row('brew').getByTitle('Job Data'));
    await hand.click(dialog.getByRole('button', { name: 'Raw Data' }));
    await hand.press(dialog.getByRole('button', { name: 'Details' }), 'Enter');
    await hand.click(dialog.getByRole('button', { name: 'Close', exact: true }).last());
    await expect(dialog).toHaveCount(0);

    await hand.click(page.locator('thead input'));
    await hand.press(row('brew').locator('input'), 'Space');
    await expect(page.getByText('2 jobs selected')).toBeVisible();
    await hand.click(button('Multiple Requeue'));
    await hand.click(dialog.getByRole('button', { name: 'Requeue All' }));
    await expect(dialog).toHaveCount(0);

    // an icon without a role or a name: the element itself is what was clicked
    await hand.click(row('descale').getByTitle('Delete permanently'));
    await hand.click(dialog.getByRole('button', { name: 'Cancel' }));
    await expect(dialog).toHaveCount(0);

    await hand.click(button('+ New Job'));
    await hand.click(page.locator('#jobname'));
    await hand.type(page.locator('#jobname'), 'rinse');
    await hand.click(page.locator('#jobSchedule'));
    await hand.type(page.locator('#jobSchedule'), 'in 5 minutes');
    await hand.click(button('Create Job'));
    await expect(dialog).toHaveCount(0);

    await hand.click(page.getByPlaceholder('job name'));
    // Enter in a form operates its submit button: a click by keyboard that nobody aimed
    await hand.submit(page.getByPlaceholder('job name'), 'brew', button('Apply').first());
    await expect(row('descale')).toBeVisible();
  },
};

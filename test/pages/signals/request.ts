/** Requests that fail: by fetch, by XMLHttpRequest, without an answer, and before the tag listens. */
import type { SignalPage } from '../page.ts';

export const request: SignalPage = {
  name: 'request',
  title: 'requests that failed are told with how and by what, and those that worked are not',
  head: `<script>fetch('/api/early').catch(() => {})</script>`,
  body: `<button id="go" onclick="this.after('...'); fetch('/api/broken')">Go</button>`,
  site: {
    '/api/early': { body: 'no', status: 404 },
    '/api/broken': { body: 'no', status: 503 },
    '/api/gone': { body: 'no', status: 410 },
    '/api/well': { body: 'yes' },
  },
  async visit({ click, evaluate, hears }) {
    await evaluate(`new Promise((done) => {
      const asked = new XMLHttpRequest();
      asked.open('POST', '/api/gone');
      asked.onloadend = () => done(asked.status);
      asked.send('x');
    })`);
    await evaluate(`fetch('https://nobody.invalid/').catch(() => 'refused')`);
    await evaluate(`fetch('/api/well').then((answer) => answer.text())`);
    await click('#go');
    await hears('request', 3);
  },
  parts: {
    request: {
      found: (told) =>
        told('request')
          .filter(({ via }) => via !== 'timing')
          .map(({ method, target, failure, status, via, click }) => [
            method,
            target.replace(/^[^/]*/, ''),
            failure,
            status,
            via,
            click !== '',
          ]),
      expected: [
        ['POST', '/api/gone', '4xx', 410, 'xhr', false],
        ['GET', '/', 'network', 0, 'fetch', false],
        ['GET', '/api/broken', '5xx', 503, 'fetch', true],
      ],
    },
    'request: before the chunk': {
      found: (told) =>
        told('request')
          .filter(({ via }) => via === 'timing')
          .map(({ target, failure }) => [target.replace(/^[^/]*/, ''), failure]),
      expected: [['/api/early', '4xx']],
    },
  },
  also: ['error_click'],
};

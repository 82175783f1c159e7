/** Errors that nobody catches, promises that nobody looks at, and what a site reports itself. */
import type { SignalPage } from '../page.ts';

export const error: SignalPage = {
  name: 'error',
  title: 'uncaught errors, rejections and reported errors are told with their cause',
  body: '<p>words</p>',
  async visit({ evaluate, hears }) {
    await evaluate(`void setTimeout(() => { throw new RangeError('too far', { cause: new Error('no map') }) })`);
    await hears('error');
    await evaluate(`void setTimeout(() => Promise.reject(new Error('no answer')))`);
    await hears('error', 2);
    await evaluate(`watchglass.captureException(new Error('reported'), { step: 'pay' })`);
  },
  parts: {
    error: {
      found: (told) =>
        told('error').map(({ type, message, handled, mechanism, causes }) => [
          type,
          message,
          handled,
          mechanism,
          causes.map((cause) => cause.message),
        ]),
      expected: [
        ['RangeError', 'too far', false, 'onerror', ['no map']],
        ['Error', 'no answer', false, 'unhandledrejection', []],
        ['Error', 'reported', true, 'api', []],
      ],
    },
    'error: stack': {
      found: (told) => told('error').map(({ stack }) => stack.length > 0),
      expected: [true, true, true],
    },
  },
  noise: ['too far', 'rejection no answer'],
};

/** What is told of what broke: errors, requests, what did not load, what a policy forbade. */
import { counted, duration } from '../../shell/format.ts';
import { noiseInWords } from '../../errors/names.ts';
import { failureInWords } from '../../requests/names.ts';
import { pathOf, type Tellers, told, valuesOf } from './told.ts';

const statusOf = (status: number): string => (status > 0 ? `status ${status}` : '');

/** Everything that failed. */
export const failure: Tellers<'error' | 'resource_error' | 'violation' | 'request'> = {
  error: (event) =>
    told({
      title: event.message === '' ? event.type : `${event.type}: ${event.message}`,
      notes: [
        event.handled ? 'reported by the site' : 'not caught',
        event.count > 1 ? counted(event.count, 'time') : '',
        event.noise === '' ? '' : `noise: ${noiseInWords(event.noise)}`,
      ],
      values: valuesOf(event.properties),
      trace: event.stack,
    }),
  resource_error: (event) =>
    told({
      title: `${event.resource} did not load`,
      notes: [statusOf(event.status), event.key === '' ? '' : `asked for by “${event.key}”`],
    }),
  violation: (event) => {
    const what = event.resource === '' ? '' : ` ${event.resource}`;
    const title =
      event.policy === 'csp'
        ? `${event.directive} ${event.enforced ? 'blocked' : 'would have blocked'}${what}`
        : `The browser reported ${event.policy}${event.directive === '' ? '' : `: ${event.directive}`}${what}`;
    return told({
      title,
      notes: [event.message, event.source === '' ? '' : `by ${event.source}`],
    });
  },
  request: (event) => {
    const target = pathOf(event.target, event.page);
    return told({
      title: `${[event.method, target].filter(Boolean).join(' ')}: ${failureInWords(event)} after ${duration(event.durationMs)}`,
      notes: [event.click === '' ? '' : 'began with a click', event.trace === '' ? '' : `trace ${event.trace}`],
    });
  },
};

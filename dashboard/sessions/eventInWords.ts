/** What an event filter asks for, as its chip says it. */
import type { EventFilter } from '@watchglass/analysis';
import { failureInWords } from '../requests/names.ts';
import { shortPage } from '../shell/format.ts';
import { kindInWords } from './names.ts';

function errorInWords({ type = '', message, isNoise = false }: EventFilter): string {
  if (message !== undefined) return `${isNoise ? 'Noise' : 'Error'} ${message === '' ? type : message}`;
  return isNoise ? 'Noise' : 'Errors';
}

function requestInWords({ method = '', target, failure, status = 0 }: EventFilter): string {
  if (target === undefined || failure === undefined) return 'Requests that failed or were slow';
  const how = failureInWords({ failure: failure as Parameters<typeof failureInWords>[0]['failure'], status });
  return `${[method, target].filter((part) => part !== '').join(' ')}: ${how}`;
}

function formInWords({ key = '', outcome, lastKey, field }: EventFilter): string {
  const end = outcome === 'submitted' ? ' sent' : outcome === undefined ? '' : ' given up';
  const where = lastKey === undefined ? '' : ` in ${lastKey}`;
  return `Form ${key}${end}${where}${field ? ` with the field ${field.key}` : ''}`;
}

/** `Rage click on id:buy on /cart on a phone`. */
export function eventInWords(filter: EventFilter, pages: readonly string[]): string {
  const { kind, page, key, viewport } = filter;
  const what =
    kind === 'error'
      ? errorInWords(filter)
      : kind === 'request'
        ? requestInWords(filter)
        : kind === 'form'
          ? formInWords(filter)
          : `${kindInWords(kind)}${key === undefined ? '' : ` on ${key}`}`;
  const where = page === undefined ? '' : ` on ${shortPage(page, pages)}`;
  return `${what}${where}${viewport === undefined ? '' : ` on a ${viewport}`}`;
}

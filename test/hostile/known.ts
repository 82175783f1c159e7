/**
 * Lies of the other kinds after which a call of the SDK never settles, by the case: found by the matrix, and to be struck out
 * when mended. The page is as without the tag also then, and the numbers are true.
 */
import type { Fault } from './verdict.ts';

const waits = (cases: readonly string[]): Record<string, readonly Fault[]> =>
  Object.fromEntries(cases.map((name) => [name, ['call']]));

/** Faults by case. */
export const known: Readonly<Record<string, readonly Fault[]>> = {
  // what waits for a promise of the page's waits as long as that
  ...waits(
    [
      'window.fetch',
      'Response.prototype.text',
      'Response.prototype.blob',
      'Promise.all',
      'Promise.resolve',
      'Promise.prototype.then',
      'Promise.prototype.catch',
    ].map((name) => `${name} never`),
  ),
  // something that is no request tells of no end; what is on its way to the disk stays in memory, and in the numbers
  ...waits(
    ['IDBObjectStore.prototype.get', 'IDBObjectStore.prototype.getAllKeys', 'IDBRequest.prototype.transaction'].flatMap(
      (name) => ['number', 'list', 'never'].map((variant) => `${name} ${variant}`),
    ),
  ),
};

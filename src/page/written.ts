/** What stands in the fields of the page. */

/** Fields of a page that are compared. */
const FIELDS = 50;

/** What stands in the fields, to be compared and nothing else: a script that fills one in tells nobody. */
export const written = (): string =>
  [...document.querySelectorAll<HTMLInputElement>('input:not([type=hidden],[type=range]),select,textarea')]
    .slice(0, FIELDS)
    .map(({ value, checked }) => [value, checked])
    .join();

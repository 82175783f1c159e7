/** What an element is called in lists and tips. */
import type { ElementRow } from '@watchglass/analysis';

/** Its label, else the last part of its key, which says what it is where nobody gave it a name. */
export const nameOf = ({ label, key }: Pick<ElementRow, 'label' | 'key'>): string =>
  label !== '' ? label : key.slice(key.lastIndexOf('/') + 1);

/** What forms and fields are called, and which field is the worst. */
import type { Form } from '@watchglass/analysis';

/** Its label, else the last part of its key, as the site wrote it: `address-form` of `testid:address-form`. */
export const formName = ({ label, key }: { readonly label: string; readonly key: string }): string =>
  label === '' ? key.slice(key.lastIndexOf('/') + 1).replace(/^(wg|testid|id):/, '') : label;

/** A form as one parameter of a URL. */
export const idOf = ({ page, key, index }: Pick<Form, 'page' | 'key' | 'index'>): string => `${index} ${key} ${page}`;

/** The field in which most gave up; none where nobody did. */
export const worstField = ({ fields }: Form): Form['fields'][number] | undefined =>
  fields.reduce<Form['fields'][number] | undefined>(
    (worst, field) => (field.abandons > (worst?.abandons ?? 0) ? field : worst),
    undefined,
  );

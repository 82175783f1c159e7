/** URLs as the document means them. */
import { attempt } from './attempt.ts';
import { ofDocument } from './element.ts';

/** A URL of the page, absolute; '' for what is none. */
export const hrefOf = (raw: unknown): string =>
  attempt(() => new URL(String(raw), ofDocument('baseURI') as string).href, '');

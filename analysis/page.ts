/** Events of one page in one class of viewports: what everything on a heatmap is made of. */
import { type StoredEvent, type ViewportClass, viewportClass } from '@watchglass/contract';
import { inScope, type Scope, type StoredOf } from './insight.ts';

/** Which page, seen how. */
export interface PageInput extends Scope {
  readonly page: string;
  readonly viewport: ViewportClass;
}

/** Kinds that tell how wide the viewport was. */
type Seen = Extract<StoredEvent, { viewportWidth: number }>;

/** Events of some kinds on a page, each once. */
export const onPage = <K extends Seen['kind']>(
  events: Iterable<StoredEvent>,
  input: PageInput,
  kinds: readonly K[],
): StoredOf<K>[] =>
  inScope(events, input, kinds).filter((event) => {
    const { page, viewportWidth } = event as Seen;
    return page === input.page && viewportClass(viewportWidth) === input.viewport;
  });

/** Name of a view: a document numbers its own. */
export const viewOf = ({ doc, view }: Pick<StoredEvent, 'doc' | 'view'>): string => `${doc.length} ${doc}${view}`;

/** Times that are added up are whole: a sum of fractions depends on their order, which an engine does not promise. */
export const wholeMs = (ms: number): number => Math.floor(ms + 0.5);

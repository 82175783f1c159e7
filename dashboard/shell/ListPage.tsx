/** A page that lists what went wrong, what hit the most sessions first. */
import type { ComponentChildren, JSX } from 'preact';
import { Answered } from './Answered.tsx';
import { CheckIcon } from './icons.tsx';
import { Nothing } from './Nothing.tsx';
import { Page, Panel } from './Page.tsx';
import { ListPicture } from './picture.tsx';
import { type Range, rangeInWords } from './range.ts';
import { Failure } from './states.tsx';
import type { Query } from './useQuery.ts';

/** Parts of such a page. */
export interface ListPageProps<Answer> {
  /** What it lists, in the plural: `Errors`. */
  readonly title: string;
  readonly query: Query<Answer>;
  readonly isNothing: (answer: Answer) => boolean;
  /** What it will list, while nothing ever came. */
  readonly promise: string;
  readonly headline: (answer: Answer, range: Range) => JSX.Element;
  /** Title of the list. */
  readonly listTitle: string;
  /** The list; undefined when it is empty. */
  readonly list: (answer: Answer, timeZone: string) => JSX.Element | undefined;
  /** Said where the list would be. */
  readonly allWell: string;
  /** What stands below the list. */
  readonly more?: (answer: Answer, timeZone: string) => ComponentChildren;
}

/** The page. */
export function ListPage<Answer>({
  title,
  query,
  isNothing,
  promise,
  headline,
  listTitle,
  list,
  allWell,
  more,
}: ListPageProps<Answer>): JSX.Element {
  const { range } = query;
  const name = title.toLowerCase();
  return (
    <Page title={title} queries={[query]}>
      {query.error !== '' && <Failure what={`The list of ${name}`} sentence={query.error} retry={query.retry} />}
      <Answered
        class="overview"
        query={query}
        isNothing={isNothing}
        panels={[{ height: 40, lines: 6 }]}
        // none of them among other events is good news, and told as such
        nothing={(known) =>
          known > 0 ? undefined : (
            <Nothing
              known={known}
              here={`No ${name} ${rangeInWords(range)}`}
              yet={`No ${name} yet`}
              picture={<ListPicture />}
            >
              {promise}
            </Nothing>
          )
        }
      >
        {(answer, { timeZone }) => (
          <>
            {headline(answer, range)}
            <Panel
              title={listTitle}
              note="Those that hit the most sessions first. A number of sessions opens them; the latest one is the sample."
              class="list-panel"
            >
              {list(answer, timeZone) ?? (
                <p class="all-well" data-testid={`no-${name}`}>
                  <CheckIcon /> {allWell}
                </p>
              )}
            </Panel>
            {more?.(answer, timeZone)}
          </>
        )}
      </Answered>
    </Page>
  );
}

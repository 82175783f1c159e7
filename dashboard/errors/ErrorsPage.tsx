/** What broke, the most people first; and beside it, in a bin that can be looked into, what is nobody's bug. */
import type { ErrorBin, ErrorsAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { SessionsLink } from '../sessions/SessionsLink.tsx';
import { Definition } from '../shell/Definition.tsx';
import { count, counted } from '../shell/format.ts';
import { AlertIcon } from '../shell/icons.tsx';
import { ListPage } from '../shell/ListPage.tsx';
import { Panel } from '../shell/Page.tsx';
import { type Range, rangeInWords } from '../shell/range.ts';
import { useQuery } from '../shell/useQuery.ts';
import { meanings } from '../shell/words.ts';
import type { DataSource } from '../source/source.ts';
import { ErrorTable } from './ErrorTable.tsx';

function Headline({ answer, range }: { readonly answer: ErrorsAnswer; readonly range: Range }): JSX.Element {
  const { errors, noise } = answer;
  return (
    <div class="answer-space" data-testid="errors-headline">
      <p class="answer">
        {errors.count === 0 ? (
          <>No errors {rangeInWords(range)}</>
        ) : (
          <>
            <strong class="bad">
              {counted(errors.count, 'error')}
              <AlertIcon />
            </strong>{' '}
            in{' '}
            <SessionsLink filters={{ event: { kind: 'error', isNoise: false } }}>
              {counted(errors.sessions, 'session')}
            </SessionsLink>{' '}
            {rangeInWords(range)}
          </>
        )}
      </p>
      <p class="muted">
        {counted(errors.list.length, 'kind')} of errors by type and message
        {noise.count > 0 && `; ${count(noise.count)} more that are nobody’s bug`}
      </p>
    </div>
  );
}

/** Noise: closed at first, with its sums in sight. */
function NoiseBin({ bin, timeZone }: { readonly bin: ErrorBin; readonly timeZone: string }): JSX.Element {
  return (
    <Panel
      title={<Definition meaning={meanings.noise}>Noise</Definition>}
      note={
        bin.count === 0 ? (
          'Nothing of it in this time.'
        ) : (
          <>
            {counted(bin.count, 'error')} in{' '}
            <SessionsLink filters={{ event: { kind: 'error', isNoise: true } }} id="noise-sessions">
              {counted(bin.sessions, 'session')}
            </SessionsLink>
            , counted in no other number of this page.
          </>
        )
      }
      class="list-panel"
    >
      {bin.count > 0 && (
        <details data-testid="noise">
          <summary>Show {counted(bin.list.length, 'kind')} of noise</summary>
          <ErrorTable list={bin.list} timeZone={timeZone} />
        </details>
      )}
    </Panel>
  );
}

/** Errors. */
export function ErrorsPage({ source }: { readonly source: DataSource }): JSX.Element {
  const query = useQuery(source, (scope, signal) => source.errors(scope, signal), []);
  return (
    <ListPage
      title="Errors"
      query={query}
      isNothing={({ errors, noise }) => errors.count + noise.count === 0}
      promise="This page will list what broke for your visitors: uncaught errors, unhandled rejections and those that your site reports, by how many sessions each of them hit."
      headline={(answer, range) => <Headline answer={answer} range={range} />}
      listTitle="Errors"
      list={({ errors: { list } }, timeZone) =>
        list.length === 0 ? undefined : <ErrorTable list={list} timeZone={timeZone} />
      }
      allWell="No errors in this time."
      more={({ noise }, timeZone) => <NoiseBin bin={noise} timeZone={timeZone} />}
    />
  );
}

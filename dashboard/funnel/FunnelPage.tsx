/** How many got how far: steps picked from what occurred, and where people were lost. The whole funnel is in the URL. */
import type { CatalogueAnswer, FunnelStep } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk, useFilling } from '../shell/desk.ts';
import { LinkIcon } from '../shell/icons.tsx';
import { Nothing } from '../shell/Nothing.tsx';
import { Page, Panel } from '../shell/Page.tsx';
import { rangeInWords } from '../shell/range.ts';
import { Empty, Failure, Skeleton } from '../shell/states.tsx';
import { useQuery } from '../shell/useQuery.ts';
import { useUrlList, useUrlState } from '../shell/urlState.ts';
import type { DataSource } from '../source/source.ts';
import { choicesOf, suggestionsOf } from './choices.ts';
import { FunnelPicture } from './picture.tsx';
import { StepTable } from './StepTable.tsx';
import { Summary } from './Summary.tsx';
import { Settings } from './Settings.tsx';
import { StepList } from './StepList.tsx';
import { StepPicker } from './StepPicker.tsx';
import { formatStep, parseSteps, stepCounts, usualWindow, windowMs } from './steps.ts';

const isNothing = (catalogue: CatalogueAnswer): boolean =>
  catalogue.pages.length + catalogue.customEvents.length + catalogue.clickedElements.length === 0;

function CopyLink(): JSX.Element | null {
  const [isCopied, setCopied] = useState(false);
  // only secure pages have a clipboard; the address bar holds the same
  if (!navigator.clipboard) return null;
  const copy = (): void => {
    navigator.clipboard.writeText(location.href).then(
      () => {
        setCopied(true);
        setTimeout(() => setCopied(false), 2000);
      },
      () => {},
    );
  };
  return (
    <button type="button" class="button" onClick={copy}>
      <LinkIcon />
      <span aria-live="polite">{isCopied ? 'Copied' : 'Copy link'}</span>
    </button>
  );
}

function Start({
  catalogue,
  count,
  onPick,
}: {
  readonly catalogue: CatalogueAnswer;
  readonly count: number;
  readonly onPick: (steps: readonly FunnelStep[]) => void;
}): JSX.Element {
  return (
    <Empty title={count === 0 ? 'Which way do people go?' : 'One more step makes a funnel'} picture={<FunnelPicture />}>
      <p>
        Pick the steps you hope for, in order: pages, events, or clicks. You will see how many got how far, how long
        they took, and where they were lost.
      </p>
      <div class="empty-actions">
        {suggestionsOf(catalogue).map(({ name, steps }) => (
          <button key={name} type="button" class="button" data-testid="suggestion" onClick={() => onPick(steps)}>
            {name}
          </button>
        ))}
      </div>
    </Empty>
  );
}

/** The funnel page. */
export function FunnelPage({ source }: { readonly source: DataSource }): JSX.Element {
  const desk = useDesk();
  const [texts, setTexts] = useUrlList('step');
  const [window, setWindow] = useUrlState('window', usualWindow);
  const [chosenBy, setBy] = useUrlState('by', 'visitor');
  const by: 'session' | 'visitor' = chosenBy === 'session' ? 'session' : 'visitor';
  const steps = parseSteps(texts);
  const setSteps = (next: readonly FunnelStep[]): void => setTexts(next.map(formatStep));

  const things = useQuery(source, (scope, signal) => source.catalogue(scope, signal), []);
  const answer = useQuery(
    source,
    async (scope, signal) =>
      steps.length < stepCounts.least
        ? undefined
        : // with what was asked: it is said beside the answer, also while another question is being counted
          { ...(await source.funnel({ ...scope, steps, windowMs: windowMs(window), by }, signal)), window, by },
    [steps.map(formatStep).join('\n'), window, by],
  );

  const isFilling = useFilling();
  if (things.data && isNothing(things.data) && steps.length === 0 && !isFilling && things.known !== undefined)
    return (
      <Page title="Funnel" queries={[things]}>
        <div data-stale={things.isStale || undefined}>
          <Nothing
            known={things.known}
            here={`Nothing happened ${rangeInWords(things.range)}`}
            yet="Nothing to make a funnel of yet"
            picture={<FunnelPicture />}
          >
            This page shows how many people got from a first step to a last one, and where the others were lost. Click
            around on a page that carries the Watchglass tag
            {desk.isOwn ? ', or start with visits that we recorded' : ''}.
          </Nothing>
        </div>
      </Page>
    );

  const isFunnel = steps.length >= stepCounts.least;
  const groups = things.data ? choicesOf(things.data) : [];
  return (
    <Page title="Funnel" queries={[things, answer]} controls={steps.length > 0 && <CopyLink />}>
      {things.error !== '' && <Failure what="The list of steps" sentence={things.error} retry={things.retry} />}
      {answer.error !== '' && <Failure what="The funnel" sentence={answer.error} retry={answer.retry} />}
      {isFunnel && (
        <div class="answer-space funnel-answer">
          {answer.data ? (
            <Summary answer={answer.data} groups={groups} range={answer.range} isStale={answer.isStale} />
          ) : (
            answer.error === '' && <Skeleton height={36} />
          )}
        </div>
      )}
      <div class="funnel">
        <Panel title="Steps" class="funnel-build" note={`${stepCounts.least} to ${stepCounts.most}, in order`}>
          {things.data === undefined && things.error === '' ? (
            <Skeleton height={40} lines={3} />
          ) : (
            <>
              <StepList groups={groups} steps={steps} onChange={setSteps} />
              <StepPicker
                groups={groups}
                isFull={steps.length >= stepCounts.most}
                onPick={(step) => setSteps([...steps, step])}
              />
            </>
          )}
          <Settings window={window} onWindow={setWindow} by={by} onBy={setBy} />
        </Panel>
        <div class="funnel-result">
          {!isFunnel ? (
            things.data && <Start catalogue={things.data} count={steps.length} onPick={setSteps} />
          ) : answer.data === undefined ? (
            answer.error === '' && (
              <Panel title="Step by step">
                <Skeleton height={56} lines={steps.length} />
              </Panel>
            )
          ) : (
            <StepTable answer={answer.data} groups={groups} isStale={answer.isStale} />
          )}
        </div>
      </div>
    </Page>
  );
}

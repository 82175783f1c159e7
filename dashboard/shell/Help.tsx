/** The keys, and what the words mean. */
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { pages } from './pages.ts';
import { useDialog } from './useDialog.ts';
import { meanings } from './words.ts';

const keys: readonly (readonly [readonly string[], string])[] = [
  ...pages.map(({ key, name }) => [['g', key], `Go to the ${name.toLowerCase()}`] as const),
  [['/'], 'Search: the page of a heatmap or of sessions, a step of a funnel'],
  [['↑', '↓'], 'Go from session to session in their list'],
  [['Alt', '↑'], 'Move a step of a funnel up (and ↓ down)'],
  [['Esc'], 'Close what is open'],
  [['?'], 'This list'],
];

const terms = [
  ['Visitor', meanings.visitor],
  ['Session', meanings.session],
  ['Page view', meanings.pageView],
  ['Click', meanings.click],
  ['Error', meanings.error],
  ['Noise', meanings.noise],
  ['Rage click', meanings.rageClick],
  ['Dead click', meanings.deadClick],
  ['Error click', meanings.errorClick],
  ['Attention', meanings.attention],
  ['Seen', meanings.exposed],
  ['Arrived', meanings.arrived],
  ['Conversion', meanings.conversion],
  ['Lost before', meanings.dropOff],
  ['Median', meanings.median],
  ['p90', meanings.p90],
] as const;

/** The dialog. */
export function Help({ isOpen, close }: { readonly isOpen: boolean; readonly close: () => void }): JSX.Element {
  const dialog = useDialog(isOpen);
  const title = useId();
  return (
    <dialog ref={dialog} class="dialog dialog-help" aria-labelledby={title} onClose={close} data-testid="help">
      {/* the heading takes the focus: the first button is at the end of a long list */}
      <h2 id={title} tabIndex={-1} autofocus>
        Keys and words
      </h2>
      <dl class="keys">
        {keys.map(([pressed, what]) => (
          <div key={what}>
            <dt>
              {pressed.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <dl class="terms">
        {terms.map(([term, meaning]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={close}>
          Close
        </button>
      </div>
    </dialog>
  );
}

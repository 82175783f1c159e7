/** What the shell has to say: storage that is blocked, work in progress, what came of it. Nothing on the page moves. */
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useDesk } from './desk.ts';
import { AlertIcon, CheckIcon, CloseIcon } from './icons.tsx';

/** Good news leaves by itself; long enough to read two lines twice. */
const GOOD_NEWS_MS = 8000;

/** Says that storage is blocked, at the top of the content. */
export function Blocked(): JSX.Element | null {
  const blocked = useDesk().state.value?.blocked ?? '';
  if (blocked === '') return null;
  return (
    <p class="banner" role="alert" data-testid="blocked">
      <AlertIcon />
      <span>{blocked}</span>
    </p>
  );
}

/** The corner where the outcome of the data menu is told. */
export function Notices(): JSX.Element {
  const { busy, notice } = useDesk();
  const news = notice.value;
  useEffect(() => {
    if (!news || news.isBad) return undefined;
    const timer = setTimeout(() => {
      if (notice.value === news) notice.value = undefined;
    }, GOOD_NEWS_MS);
    return () => clearTimeout(timer);
  }, [news]);
  return (
    <div class="notices">
      <div role="status">
        {busy.value !== '' && <p class="notice">{busy.value} …</p>}
        {news && !news.isBad && (
          <p class="notice" data-testid="notice">
            <CheckIcon />
            <span>{news.text}</span>
          </p>
        )}
      </div>
      <div role="alert">
        {news?.isBad && (
          <p class="notice notice-bad" data-testid="notice">
            <AlertIcon />
            <span>{news.text}</span>
            <button
              type="button"
              class="button button-plain"
              aria-label="Close"
              onClick={() => (notice.value = undefined)}
            >
              <CloseIcon />
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

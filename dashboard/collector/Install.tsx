/** A project without events: the tag that brings them, ready to paste. It goes when the first event is there. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../shell/desk.ts';
import { counted } from '../shell/format.ts';
import { CopyIcon } from '../shell/icons.tsx';
import { useAccount } from './account.ts';

/** How long the button says that it copied, ms: long enough to be read. */
const COPIED_MS = 2000;

/** The tag of a project, as text. `folder` is where the collector serves the SDK. */
const tagOf = (key: string, folder: string): string =>
  `<script async src="${new URL('watchglass.js', folder).href}" data-key="${key}"></script>`;

/** Says that visits came which this project does not show, and how to show them; nothing when there were none. */
function Automated(): JSX.Element | null {
  const automated = useDesk().state.value?.automated ?? 0;
  if (automated === 0) return null;
  return (
    <p data-testid="automated">
      <strong>{counted(automated, 'automated visit')}</strong> came and {automated === 1 ? 'is' : 'are'} kept out:
      browsers that say that a program steers them, and programs. To see them as well, write <code>bots: include</code>{' '}
      at this project in the configuration of the collector, and start it again.
    </p>
  );
}

/** The tag and how to use it. Nothing over the data of this browser. */
export function Install(): JSX.Element | null {
  const account = useAccount();
  const [isCopied, setCopied] = useState(false);
  if (!account) return null;
  const { project } = account;
  const [key] = project.keys;
  if (key === undefined)
    return <p>This project has no write key yet. Add one to the configuration of the collector.</p>;
  const tag = tagOf(key, document.baseURI);
  const copy = (): void => {
    navigator.clipboard.writeText(tag).then(
      () => {
        setCopied(true);
        setTimeout(() => setCopied(false), COPIED_MS);
      },
      () => {},
    );
  };
  return (
    <div class="install" data-testid="install">
      <Automated />
      <p>Put this tag into the head of every page of {project.name}. The first click is here within 5 seconds of it.</p>
      <pre tabIndex={0} role="region" aria-label="Tag to paste">
        <code data-testid="install-tag">{tag}</code>
      </pre>
      <p class="muted">
        Nothing came? <code>watchglass.stats()</code> in the console of that page says why.
      </p>
      {/* only secure pages have a clipboard; the text can be selected everywhere */}
      {'clipboard' in navigator && (
        <div class="empty-actions">
          <button type="button" class="button button-main" onClick={copy}>
            <CopyIcon />
            <span aria-live="polite">{isCopied ? 'Copied' : 'Copy the tag'}</span>
          </button>
        </div>
      )}
    </div>
  );
}

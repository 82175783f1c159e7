/** A project without events: the tag that brings them, ready to paste. It goes when the first event is there. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { CopyIcon } from '../shell/icons.tsx';
import { useAccount } from './account.ts';

/** How long the button says that it copied, ms: long enough to be read. */
const COPIED_MS = 2000;

/** The tag of a project, as text. `folder` is where the collector serves the SDK. */
const tagOf = (key: string, folder: string): string =>
  `<script async src="${new URL('watchglass.js', folder).href}" data-key="${key}"></script>`;

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
      <p>Put this tag into the head of every page of {project.name}. The first click is here within 5 seconds of it.</p>
      <pre tabIndex={0} role="region" aria-label="Tag to paste">
        <code data-testid="install-tag">{tag}</code>
      </pre>
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

/** The ledger in small, filled: what an empty page will look like. */
import type { JSX } from 'preact';
import { PictureFrame } from '../shell/picture.tsx';

/** The picture. */
export const LedgerPicture = (): JSX.Element => (
  <PictureFrame>
    <rect x="16" y="20" width="204" height="14" rx="4" fill="var(--accent)" opacity=".8" />
    <rect x="223" y="20" width="14" height="14" rx="4" fill="var(--accent-bar)" />
    <rect x="240" y="20" width="8" height="14" rx="4" fill="var(--line-strong)" />
    {[56, 80, 104].map((y, at) => (
      <g key={y}>
        <rect x="16" y={y} width={[64, 48, 56][at]} height="10" rx="3" fill="var(--line-strong)" opacity=".55" />
        <rect x="160" y={y} width="32" height="10" rx="3" fill="var(--line)" />
        <rect x="216" y={y} width="32" height="10" rx="3" fill="var(--line)" />
      </g>
    ))}
  </PictureFrame>
);

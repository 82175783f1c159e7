/** A funnel in small, filled: what the page will look like. */
import type { JSX } from 'preact';
import { PictureFrame } from '../shell/picture.tsx';

const widths = [216, 160, 96, 52];

/** The picture. */
export const FunnelPicture = (): JSX.Element => (
  <PictureFrame>
    {widths.map((width, at) => (
      <g key={width}>
        <rect x="16" y={16 + at * 27} width="232" height="18" rx="5" fill="var(--sunken)" />
        <rect x="16" y={16 + at * 27} width={width} height="18" rx="5" fill="var(--accent)" opacity={0.8 - at * 0.14} />
      </g>
    ))}
  </PictureFrame>
);

/** The overview in small, filled: what an empty page will look like. */
import type { JSX } from 'preact';
import { PictureFrame } from '../shell/picture.tsx';

const heights = [14, 22, 18, 30, 26, 40, 34, 46, 38, 54];

/** The picture. */
export const OverviewPicture = (): JSX.Element => (
  <PictureFrame>
    {[16, 80, 144].map((x, at) => (
      <g key={x}>
        <rect x={x} y="16" width="32" height="4" rx="2" fill="var(--line)" />
        <rect x={x} y="26" width={[40, 28, 36][at]} height="10" rx="3" fill="var(--line-strong)" opacity=".55" />
      </g>
    ))}
    {heights.map((height, at) => (
      <rect
        key={at}
        x={16 + at * 23.6}
        y={116 - height}
        width="16"
        height={height}
        rx="3"
        fill="var(--accent)"
        opacity={0.35 + at * 0.06}
      />
    ))}
  </PictureFrame>
);

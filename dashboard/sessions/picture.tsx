/** A list of sessions in small, filled: what an empty page will look like. */
import type { JSX } from 'preact';
import { PictureFrame } from '../shell/picture.tsx';

/** Width of the way, and whether something broke, of each line. */
const lines = [
  [96, false],
  [64, true],
  [120, false],
  [80, false],
] as const;

/** The picture. */
export const SessionsPicture = (): JSX.Element => (
  <PictureFrame>
    {lines.map(([width, isBad], at) => (
      <g key={width}>
        <circle cx="26" cy={27 + at * 26} r="6" fill="var(--accent)" opacity={0.8 - at * 0.14} />
        <rect x="44" y={22 + at * 26} width={width} height="10" rx="3" fill="var(--line-strong)" opacity=".55" />
        <rect
          x="220"
          y={22 + at * 26}
          width="24"
          height="10"
          rx="3"
          fill={isBad ? 'var(--bad)' : 'var(--line)'}
          opacity={isBad ? 0.7 : 1}
        />
      </g>
    ))}
  </PictureFrame>
);

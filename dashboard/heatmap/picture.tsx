/** A heatmap in small, filled: what an empty page will look like. */
import type { JSX } from 'preact';
import { PictureFrame } from '../shell/picture.tsx';

const spots = [
  { x: 58, y: 88, size: 26, strength: 0.9 },
  { x: 120, y: 60, size: 18, strength: 0.55 },
  { x: 40, y: 26, size: 12, strength: 0.5 },
  { x: 138, y: 104, size: 14, strength: 0.4 },
];

/** The picture. */
export const HeatmapPicture = (): JSX.Element => (
  <PictureFrame>
    <defs>
      <radialGradient id="heat-picture-spot">
        <stop offset="0" stop-color="var(--accent)" />
        <stop offset="1" stop-color="var(--accent)" stop-opacity="0" />
      </radialGradient>
    </defs>
    <rect x="16" y="16" width="152" height="100" rx="6" fill="var(--sunken)" />
    <rect x="24" y="24" width="32" height="4" rx="2" fill="var(--line-strong)" opacity=".5" />
    <rect x="24" y="40" width="64" height="32" rx="4" fill="var(--line)" />
    <rect x="96" y="40" width="64" height="32" rx="4" fill="var(--line)" />
    <rect x="24" y="82" width="72" height="12" rx="4" fill="var(--line-strong)" opacity=".35" />
    <rect x="24" y="102" width="136" height="4" rx="2" fill="var(--line)" />
    {spots.map(({ x, y, size, strength }) => (
      <circle key={x} cx={x} cy={y} r={size} fill="url(#heat-picture-spot)" opacity={strength} />
    ))}
    {[64, 44, 30, 16].map((width, at) => (
      <g key={width}>
        <rect x="184" y={20 + at * 26} width="64" height="10" rx="3" fill="var(--sunken)" />
        <rect x="184" y={20 + at * 26} width={width} height="10" rx="3" fill="var(--accent-bar)" />
      </g>
    ))}
  </PictureFrame>
);

/** A funnel in small, filled: what the page will look like. */
import type { JSX } from 'preact';

const widths = [216, 160, 96, 52];

/** The picture. */
export const FunnelPicture = (): JSX.Element => (
  <svg width="264" height="132" viewBox="0 0 264 132" fill="none">
    <rect x=".5" y=".5" width="263" height="131" rx="10" fill="var(--surface)" stroke="var(--line)" />
    {widths.map((width, at) => (
      <g key={width}>
        <rect x="16" y={16 + at * 27} width="232" height="18" rx="5" fill="var(--sunken)" />
        <rect x="16" y={16 + at * 27} width={width} height="18" rx="5" fill="var(--accent)" opacity={0.8 - at * 0.14} />
      </g>
    ))}
  </svg>
);

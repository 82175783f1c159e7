/** A form and its fields in small, filled: what an empty page will look like. */
import type { JSX } from 'preact';
import { PictureFrame } from '../shell/picture.tsx';

/** Visits and people who gave up, of each field. */
const fields = [
  [148, 8],
  [132, 14],
  [112, 44],
  [62, 10],
] as const;

/** The picture. */
export const FormsPicture = (): JSX.Element => (
  <PictureFrame>
    {fields.map(([visits, ends], at) => (
      <g key={visits}>
        <rect x="20" y={18 + at * 26} width="148" height="16" rx="4" fill="var(--sunken)" />
        <rect x="20" y={18 + at * 26} width={visits} height="16" rx="4" fill="var(--accent-bar)" />
        <rect x="192" y={20 + at * 26} width={ends} height="12" rx="3" fill="var(--bad)" opacity=".6" />
      </g>
    ))}
  </PictureFrame>
);

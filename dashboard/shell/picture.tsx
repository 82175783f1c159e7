/** Pages in small, filled: what an empty page will look like. Each page draws its own into this frame. */
import type { ComponentChildren, JSX } from 'preact';

/** The frame. */
export const PictureFrame = ({ children }: { readonly children: ComponentChildren }): JSX.Element => (
  <svg width="264" height="132" viewBox="0 0 264 132" fill="none">
    <rect x=".5" y=".5" width="263" height="131" rx="10" fill="var(--surface)" stroke="var(--line)" />
    {children}
  </svg>
);

/** A list of what broke. */
export const ListPicture = (): JSX.Element => (
  <PictureFrame>
    {[132, 96, 116].map((width, at) => (
      <g key={width}>
        <rect x="20" y={22 + at * 34} width={width} height="10" rx="3" fill="var(--line-strong)" opacity=".55" />
        <rect x="20" y={37 + at * 34} width={width / 2} height="6" rx="3" fill="var(--line)" />
        <rect x="184" y={22 + at * 34} width="20" height="10" rx="3" fill="var(--bad)" opacity={0.7 - at * 0.2} />
        <rect x="224" y={22 + at * 34} width="20" height="10" rx="3" fill="var(--line)" />
      </g>
    ))}
  </PictureFrame>
);

/** Icons, drawn here: 16 px, one line width, in the colour of the text beside them. Always beside a word or a label. */
import type { ComponentChildren, JSX } from 'preact';

function Icon({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return (
    <svg
      class="icon"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

const drawn = (path: string) => (): JSX.Element => (
  <Icon>
    <path d={path} />
  </Icon>
);

export const OverviewIcon: () => JSX.Element = drawn('M2.5 13.5h11M4.5 11V7.5M8 11V3M11.5 11V5.5');
export const HeatmapIcon: () => JSX.Element = () => (
  <Icon>
    <rect x="2" y="2.5" width="12" height="11" rx="1.5" />
    <circle cx="9.5" cy="8" r="1" />
    <path d="M9.5 5a3 3 0 0 1 0 6 3 3 0 0 1 0-6" />
  </Icon>
);
export const FunnelIcon: () => JSX.Element = drawn('M2 3h12l-4.5 5.5V13l-3-1.5v-3z');
export const DataIcon: () => JSX.Element = () => (
  <Icon>
    <ellipse cx="8" cy="4" rx="5.5" ry="2" />
    <path d="M2.5 4v8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2V4M2.5 8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2" />
  </Icon>
);
export const SunIcon: () => JSX.Element = () => (
  <Icon>
    <circle cx="8" cy="8" r="3" />
    <path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7" />
  </Icon>
);
export const MoonIcon: () => JSX.Element = drawn('M13.5 9.5a5.8 5.8 0 0 1-7-7 5.8 5.8 0 1 0 7 7z');
export const AutoIcon: () => JSX.Element = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
  </Icon>
);
export const HelpIcon: () => JSX.Element = () => (
  <Icon>
    <circle cx="8" cy="8" r="6" />
    <path d="M6.3 6.2a1.8 1.8 0 1 1 2.5 1.7c-.5.2-.8.6-.8 1.1M8 11.2v.1" />
  </Icon>
);
export const AlertIcon: () => JSX.Element = drawn('M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1');
export const SearchIcon: () => JSX.Element = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.5 10.5 3 3" />
  </Icon>
);
export const CloseIcon: () => JSX.Element = drawn('m4 4 8 8M12 4l-8 8');
export const UpIcon: () => JSX.Element = drawn('M8 13V3M4 7l4-4 4 4');
export const DownIcon: () => JSX.Element = drawn('M8 3v10M4 9l4 4 4-4');
export const ChevronIcon: () => JSX.Element = drawn('m4.5 6.5 3.5 3.5 3.5-3.5');
export const PageIcon: () => JSX.Element = drawn('M4 1.8h5l3 3v9.4H4zM9 1.8v3h3');
export const ClickIcon: () => JSX.Element = drawn('m6 6 7.5 3-3.3 1.2L9 13.5zM3 6H1.8M6 3V1.8M3.9 3.9 3 3');
export const EventIcon: () => JSX.Element = drawn('M9 1.8 3.5 9H8l-1 5.2L12.5 7H8z');
export const LinkIcon: () => JSX.Element = drawn(
  'M6.8 9.2a2.5 2.5 0 0 0 3.6 0l2.4-2.4a2.5 2.5 0 0 0-3.6-3.6l-.9.9M9.2 6.8a2.5 2.5 0 0 0-3.6 0L3.2 9.2a2.5 2.5 0 0 0 3.6 3.6l.9-.9',
);
export const SessionsIcon: () => JSX.Element = drawn('M2.5 4h1M6 4h7.5M2.5 8h1M6 8h7.5M2.5 12h1M6 12h7.5');
export const LedgerIcon: () => JSX.Element = drawn('M3 1.8h10v12.4H3zM6 5h4M6 8h4M6 11l1.2 1.2L10 9.8');
export const MoreIcon: () => JSX.Element = () => (
  <Icon>
    {[3, 8, 13].map((x) => (
      <circle key={x} cx={x} cy="8" r=".9" fill="currentColor" />
    ))}
  </Icon>
);
export const AccountIcon: () => JSX.Element = () => (
  <Icon>
    <circle cx="8" cy="5.2" r="2.7" />
    <path d="M2.8 13.5c.5-2.6 2.6-4 5.2-4s4.7 1.4 5.2 4" />
  </Icon>
);
export const BackIcon: () => JSX.Element = drawn('M13 8H3M7 4 3 8l4 4');
export const LeaveIcon: () => JSX.Element = drawn('M6.5 2.5H3v11h3.5M6.5 8H13M10.5 5.5 13 8l-2.5 2.5');
export const CopyIcon: () => JSX.Element = drawn('M5.5 5.5h8v8h-8zM10.5 3v-.5h-8v8H3');
export const CheckIcon: () => JSX.Element = drawn('m3 8.5 3.2 3.2L13 5');
export const FormIcon: () => JSX.Element = drawn('M2.5 2.5h11v3.5h-11zM2.5 9h11v4.5h-11zM5 11.2h3');
export const RequestIcon: () => JSX.Element = drawn('M2 5.5h11M10 2.5l3 3-3 3M14 10.5H3M6 7.5l-3 3 3 3');
export const SightIcon: () => JSX.Element = () => (
  <Icon>
    <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z" />
    <circle cx="8" cy="8" r="1.8" />
  </Icon>
);
export const SpeedIcon: () => JSX.Element = drawn('M2.5 12a6 6 0 1 1 11 0M8 9.5l2.5-3.5');

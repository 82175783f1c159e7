/** What kind of step it is, as a picture beside its name. */
import type { FunnelStep } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { ClickIcon, EventIcon, PageIcon } from '../shell/icons.tsx';

const icons = { page: PageIcon, custom: EventIcon, click: ClickIcon } as const;

/** The icon of a kind. */
export function StepIcon({ kind }: { readonly kind: FunnelStep['kind'] }): JSX.Element {
  const Icon = icons[kind];
  return <Icon />;
}

/** A number as the way to the sessions that it counts. */
import type { ComponentChildren, JSX } from 'preact';
import { useLink } from '../shell/urlState.ts';
import { paramsOf, type SessionFilters } from './filters.ts';

/** The link; all filters of the list are those given. */
export function SessionsLink({
  filters = {},
  label,
  id,
  children,
}: {
  readonly filters?: Partial<SessionFilters>;
  /** For screen readers, where the number alone says too little. */
  readonly label?: string;
  /** Its `data-testid`. */
  readonly id?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const link = useLink();
  return (
    <a href={link('/sessions', paramsOf(filters))} aria-label={label} data-testid={id}>
      {children}
    </a>
  );
}

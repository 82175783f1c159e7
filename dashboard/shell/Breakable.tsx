/** Addresses where there is little room. */
import { Fragment, type JSX } from 'preact';

/** A page that breaks after its slashes where it is too long for its place, never inside a word that fits. */
export const Breakable = ({ page }: { readonly page: string }): JSX.Element => (
  <>
    {page.split(/(?<=.\/)/).map((part, at) => (
      <Fragment key={at}>
        {at > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </>
);

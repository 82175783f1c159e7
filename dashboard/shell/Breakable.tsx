/** Names where there is little room. */
import { Fragment, type JSX } from 'preact';

/** A page, or another name, that breaks after its slashes and hyphens where it is too long for its place, never in a word that fits. */
export const Breakable = ({ text }: { readonly text: string }): JSX.Element => (
  <>
    {text.split(/(?<=.[/-])/).map((part, at) => (
      <Fragment key={at}>
        {at > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </>
);

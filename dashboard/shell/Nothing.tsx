/** A page without numbers: nothing of this time, and where there is something; or nothing yet, and how to begin. */
import type { ComponentChildren, JSX } from 'preact';
import { Install } from '../collector/Install.tsx';
import { StartButtons } from './DataMenu.tsx';
import { OtherTimes } from './OtherTimes.tsx';
import { Empty } from './states.tsx';

/** Parts of it. */
export interface NothingProps {
  /** Events of all times that the source knows of. */
  readonly known: number;
  /** Said when there are some: `No form was begun in the last 7 days`. */
  readonly here: string;
  /** Said when there are none: `No forms yet`. */
  readonly yet: string;
  readonly picture: ComponentChildren;
  /** What the page will show, and what it takes. */
  readonly children: ComponentChildren;
}

/** The empty page. */
export const Nothing = ({ known, here, yet, picture, children }: NothingProps): JSX.Element =>
  known > 0 ? (
    <Empty title={here} picture={picture}>
      <OtherTimes />
    </Empty>
  ) : (
    <Empty title={yet} picture={picture}>
      <p>{children}</p>
      <StartButtons />
      <Install />
    </Empty>
  );

/** Whose data is on screen, for the parts of the shell that only a collector needs. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Project } from './collector.ts';

/** A project of a collector, and the way to another one, or out. */
export interface Account {
  readonly project: Project;
  readonly projects: readonly Project[];
  /** Rejects with a sentence. */
  readonly logOut: () => Promise<void>;
}

/** The account around a component; undefined over the data of this browser. */
export const AccountContext = createContext<Account | undefined>(undefined);

/** As {@link AccountContext}. */
export const useAccount = (): Account | undefined => useContext(AccountContext);

/** The collector in the header: which project, and the way out. Nothing over the data of this browser. */
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { useDesk } from '../shell/desk.ts';
import { AccountIcon, ChevronIcon } from '../shell/icons.tsx';
import { goTo } from '../shell/urlState.ts';
import { useAccount } from './account.ts';
import { linkToProject } from './project.ts';

/** Picks a project, where there is more than one. */
export function ProjectPicker(): JSX.Element | null {
  const account = useAccount();
  if (!account || account.projects.length < 2) return null;
  return (
    <label class="project-picker">
      <span class="hidden">Project</span>
      <select
        class="field"
        data-testid="project"
        value={account.project.id}
        onChange={(event) => goTo(linkToProject(event.currentTarget.value, account.projects))}
      >
        {account.projects.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The menu. */
export function AccountMenu(): JSX.Element | null {
  const account = useAccount();
  const { notice } = useDesk();
  const id = useId();
  if (!account) return null;
  const leave = (): void => {
    account.logOut().catch((error: unknown) => {
      notice.value = { text: error instanceof Error ? error.message : String(error), isBad: true };
    });
  };
  return (
    <div class="data-menu">
      <button type="button" class="button" popovertarget={id} data-testid="account-menu">
        <AccountIcon />
        <span class="account-word">Account</span>
        <ChevronIcon />
      </button>
      <div id={id} popover="auto" class="menu">
        <p class="menu-note small muted">
          Project {account.project.name}
          <br />
          Collector {location.host}
        </p>
        <hr />
        <button type="button" data-testid="log-out" onClick={leave}>
          Log out
        </button>
      </div>
    </div>
  );
}

/** The door of a collector: the login link opens it, or the admin token. */
import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { AlertIcon } from '../shell/icons.tsx';
import { Mark } from '../shell/Navigation.tsx';

/** The page. */
export function Login({ logIn }: { readonly logIn: (token: string) => Promise<void> }): JSX.Element {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [error, setError] = useState('');
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    document.title = 'Log in · Watchglass';
    field.current?.focus();
  }, []);

  async function enter(): Promise<void> {
    const token = field.current?.value.trim() ?? '';
    if (token === '') {
      setError('Enter the admin token.');
      field.current?.focus();
      return;
    }
    setAsking(true);
    setError('');
    try {
      await logIn(token);
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
      setAsking(false);
      field.current?.select();
    }
  }

  return (
    <main class="gate" aria-label="Log in">
      <form
        class="panel gate-panel"
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
      >
        <div class="gate-head">
          <Mark />
          <h1>Log in to Watchglass</h1>
        </div>
        <p class="muted">
          Open the login link that the collector printed when it started: it works once, for 10 minutes. Or enter the
          admin token of this collector: it lies in the file <code>token</code> of its data folder (
          <code>data/token</code>), or is set as <code>WATCHGLASS_TOKEN</code> or in its configuration.
        </p>
        <label class="gate-field">
          <span>Admin token</span>
          <input
            ref={field}
            class="field"
            type="password"
            name="token"
            autocomplete="current-password"
            aria-invalid={error !== ''}
            aria-describedby={error === '' ? undefined : id}
            data-testid="token"
          />
        </label>
        <div role="alert">
          {error !== '' && (
            <p id={id} class="gate-error bad" data-testid="login-error">
              <AlertIcon />
              {error}
            </p>
          )}
        </div>
        <button type="submit" class="button button-main" disabled={isAsking} data-testid="log-in">
          {isAsking ? 'Logging in …' : 'Log in'}
        </button>
      </form>
    </main>
  );
}

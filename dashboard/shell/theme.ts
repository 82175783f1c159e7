/** Light, dark, or as the system says; kept in this browser. */
import { type Signal, signal } from '@preact/signals';

/** The reader's wish. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'watchglass-dashboard-theme';

/** The theme, applied to the document when it changes. Storage that is blocked only forgets it. */
export function createTheme(root: HTMLElement): { readonly theme: Signal<Theme>; readonly next: () => void } {
  const theme = signal<Theme>('system');
  const apply = (): void => {
    if (theme.value === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme.value;
  };
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === 'light' || kept === 'dark') theme.value = kept;
  } catch {
    // blocked: the system's theme
  }
  apply();
  return {
    theme,
    next: () => {
      theme.value = theme.value === 'system' ? 'light' : theme.value === 'light' ? 'dark' : 'system';
      apply();
      try {
        if (theme.value === 'system') localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, theme.value);
      } catch {
        // blocked: kept until the page goes
      }
    },
  };
}

/** Calls back when colours change, by toggle or system: for canvases, which do not follow CSS by themselves. */
export function onThemeChange(changed: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}

/** The colour a token has now, as the browser computed it, for drawing on a canvas. */
export function tokenColour(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

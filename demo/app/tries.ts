/** The list of things to try: Escape and a click anywhere else put it away, also one inside a frame. */

/** Starts the list. */
export function startTries(list: HTMLDetailsElement, frames: readonly HTMLIFrameElement[]): { close(): void } {
  const close = (): void => {
    list.open = false;
  };
  const hearKey = ({ key }: KeyboardEvent): void => {
    if (key !== 'Escape' || !list.open) return;
    close();
    list.querySelector('summary')?.focus();
  };
  document.addEventListener('keydown', hearKey);
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !list.contains(target)) close();
  });
  // a frame's own events stay in it; each load brings another document
  for (const frame of frames)
    frame.addEventListener('load', () => {
      frame.contentDocument?.addEventListener('pointerdown', close, true);
      frame.contentDocument?.addEventListener('keydown', hearKey);
    });
  return { close };
}

/** On narrow screens one of the two panes is shown at a time. */

/** Starts the tabs `tab-<name>`; the body's `data-shown` decides what CSS shows. */
export function startTabs(body: HTMLElement, names: readonly string[]): { show(name: string): void } {
  const buttons = names.map((name) => document.querySelector<HTMLButtonElement>(`#tab-${name}`));
  function show(name: string, isKey = false): void {
    body.dataset['shown'] = name;
    buttons.forEach((button, index) => {
      const isOn = names[index] === name;
      button?.setAttribute('aria-selected', String(isOn));
      button?.setAttribute('tabindex', isOn ? '0' : '-1');
      if (isOn && isKey) button?.focus();
    });
  }
  buttons.forEach((button, index) => {
    button?.addEventListener('click', () => show(names[index] ?? ''));
    button?.addEventListener('keydown', ({ key }) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
      if (by !== undefined) show(names[(index + by + names.length) % names.length] ?? '', true);
    });
  });
  return { show };
}

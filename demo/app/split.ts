/** The grip between shop and dashboard: dragged, or moved with the arrow keys. */

/** Parts of the split. */
export interface SplitOptions {
  readonly split: HTMLElement;
  readonly pane: HTMLElement;
  readonly grip: HTMLElement;
  /** Called after each move. */
  moved(): void;
}

/** Narrowest pane on either side: a shop narrower than this shows nothing of a page. */
const LEAST_PX = 280;

/** Step of an arrow key. */
const STEP_PX = 24;

/** Starts the grip. */
export function startSplit({ split, pane, grip, moved }: SplitOptions): void {
  const most = (): number => Math.max(LEAST_PX, split.clientWidth - 400);
  function say(): void {
    grip.setAttribute('aria-valuemin', String(LEAST_PX));
    grip.setAttribute('aria-valuemax', String(Math.round(most())));
    grip.setAttribute('aria-valuenow', String(Math.round(pane.getBoundingClientRect().width)));
  }
  function set(width: number): void {
    const next = Math.min(most(), Math.max(LEAST_PX, width));
    document.documentElement.style.setProperty('--shop-width', `${next}px`);
    say();
    moved();
  }
  grip.addEventListener('pointerdown', (event) => {
    grip.setPointerCapture(event.pointerId);
    split.classList.add('dragging');
  });
  grip.addEventListener('pointermove', (event) => {
    if (grip.hasPointerCapture(event.pointerId)) set(event.clientX - pane.getBoundingClientRect().left - 8);
  });
  grip.addEventListener('lostpointercapture', () => split.classList.remove('dragging'));
  grip.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -STEP_PX, ArrowRight: STEP_PX }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    set(pane.getBoundingClientRect().width + by);
  });
  new ResizeObserver(say).observe(pane);
}

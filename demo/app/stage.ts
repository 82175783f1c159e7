/** Draws the shop at the width of a phone, tablet or desktop, scaled down when its pane is narrower. */
import { type ViewportClass, viewportClasses } from '@watchglass/contract';

/** Parts of the stage. */
export interface StageOptions {
  readonly stage: HTMLElement;
  readonly frame: HTMLIFrameElement;
  /** The fieldset with a radio per viewport class. */
  readonly sizes: HTMLElement;
}

/** The shop's screen. */
export interface Stage {
  /** Its width as the shop sees it, CSS px. */
  widthPx(): number;
  /** Fits the screen into its pane again. */
  fit(): void;
  /** Hears when another width was chosen. */
  changed(listener: () => void): void;
}

/** Below this the page is a phone itself and the shop takes the width there is. */
const NARROW = '(max-width: 599px)';

/** Below this one pane is shown at a time, and the shop fills it best as on a tablet. */
const ONE_PANE = '(max-width: 899px)';

/** Pane widths that suit each class on a wide page: a phone at full size, the others with the dashboard still usable. */
const paneWidth: Readonly<Record<ViewportClass, string>> = { phone: '420px', tablet: '46vw', desktop: '54vw' };

/** Starts the stage. */
export function startStage({ stage, frame, sizes }: StageOptions): Stage {
  const listeners: (() => void)[] = [];
  const first = sizes.querySelector<HTMLInputElement>(`[value=${matchMedia(ONE_PANE).matches ? 'tablet' : 'phone'}]`);
  if (first) first.checked = true;
  const chosen = (): ViewportClass =>
    viewportClasses.find(({ name }) => name === sizes.querySelector<HTMLInputElement>(':checked')?.value)?.name ??
    'phone';
  const widthPx = (): number =>
    matchMedia(NARROW).matches
      ? stage.clientWidth
      : (viewportClasses.find(({ name }) => name === chosen())?.drawnPx ?? stage.clientWidth);

  function fit(): void {
    const { clientWidth, clientHeight } = stage;
    if (clientWidth === 0) return;
    const width = widthPx();
    const scale = Math.min(1, clientWidth / width);
    frame.style.width = `${width}px`;
    frame.style.height = `${clientHeight / scale}px`;
    frame.style.left = `${Math.max(0, (clientWidth - width * scale) / 2)}px`;
    frame.style.transform = scale === 1 ? '' : `scale(${scale})`;
  }

  new ResizeObserver(fit).observe(stage);
  sizes.addEventListener('change', () => {
    document.documentElement.style.setProperty('--shop-width', paneWidth[chosen()]);
    fit();
    for (const listener of listeners) listener();
  });
  fit();
  return { widthPx, fit, changed: (listener) => void listeners.push(listener) };
}

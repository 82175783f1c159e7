/** What a reader does with the data that lies in this browser, and what came of it. Shared by menu, empty states and URL. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { DataSource, DataState, LoadReport } from '../source/source.ts';
import { counted } from './format.ts';

/** One sentence on what happened; a bad one stays until it is closed. */
interface Notice {
  readonly text: string;
  readonly isBad: boolean;
}

/** The data of a source as the shell sees it. */
export interface Desk {
  /** Whether the data lies in this browser; false for a collector's. */
  readonly isOwn: boolean;
  /** Zone of all days and times on the screen: the project's, else the browser's. */
  readonly timeZone: string;
  /** undefined until the first look. */
  readonly state: ReadonlySignal<DataState | undefined>;
  /** What is being done now, such as `Opening the file`; '' when nothing is. */
  readonly busy: ReadonlySignal<string>;
  readonly notice: Signal<Notice | undefined>;
  readonly loadSample: () => Promise<void>;
  readonly open: (file: Blob) => Promise<void>;
  readonly save: () => Promise<void>;
  readonly clear: () => Promise<void>;
  readonly stop: () => void;
}

const loaded = ({ events, known, sessions }: LoadReport, what: string): string =>
  known === events
    ? `All ${counted(events, 'event')} of ${what} were here already.`
    : `Added ${counted(events - known, 'event')} of ${counted(sessions, 'session')}${known > 0 ? `; ${counted(known, 'event')} were here already` : ''}.`;

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // the browser has taken the blob over once the click was handled; a minute is generous for a slow disk
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Makes the desk of a source. */
export function createDesk(source: DataSource): Desk {
  const { data } = source;
  const state = signal(source.state());
  const busy = signal('');
  const notice = signal<Notice | undefined>(undefined);
  const stop = source.watch(() => {
    state.value = source.state();
  });

  async function during(what: string, act: () => Promise<string>): Promise<void> {
    if (busy.value !== '') return;
    busy.value = what;
    notice.value = undefined;
    try {
      const text = await act();
      if (text !== '') notice.value = { text, isBad: false };
    } catch (error) {
      notice.value = { text: error instanceof Error ? error.message : String(error), isBad: true };
    } finally {
      busy.value = '';
      state.value = source.state();
    }
  }

  return {
    isOwn: data !== undefined,
    timeZone: source.timeZone,
    state,
    busy,
    notice,
    loadSample: () =>
      during('Loading sample data', async () => (data ? loaded(await data.loadSample(), 'the sample') : '')),
    open: (file) => during('Opening the file', async () => (data ? loaded(await data.open(file), 'this file') : '')),
    save: () =>
      during('Saving', async () => {
        if (data) download(await data.save(), `watchglass-${new Date().toISOString().slice(0, 10)}.ndjson`);
        return '';
      }),
    clear: () =>
      during('Deleting', async () => {
        await data?.clear();
        return 'All data of this page in this browser is deleted.';
      }),
    stop,
  };
}

/** The desk of the dashboard around a component. */
export const DeskContext = createContext<Desk | undefined>(undefined);

/** As {@link DeskContext}; throws outside of the dashboard. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk: not inside the dashboard');
  return desk;
}

/** Whether the first data of this browser is being loaded: what says "nothing" would be wrong in a moment. */
export function useFilling(): boolean {
  const { busy, state } = useDesk();
  return busy.value !== '' && (state.value?.events ?? 0) === 0;
}

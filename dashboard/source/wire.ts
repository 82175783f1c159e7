/** What page and worker say to each other. */
import type { Engine, Question } from './engine.ts';
import type { DataState } from './source.ts';

/** Page to worker. `call` is answered under its number. */
export type ToWorker =
  | { readonly call: number; readonly ask: Question; readonly input: unknown }
  | { readonly call: number; readonly act: 'loadSample'; readonly url: string }
  | { readonly call: number; readonly act: 'open'; readonly file: Blob }
  | { readonly call: number; readonly act: 'save' | 'clear' }
  | { readonly cancel: number }
  | { readonly isVisible: boolean };

/** Worker to page. */
export type ToPage =
  | { readonly state: DataState }
  | { readonly call: number; readonly answer: unknown }
  | { readonly call: number; readonly error: string };

/** Serves an engine to whoever sends such messages. */
export function serve(engine: Engine, say: (message: ToPage, transfer: Transferable[]) => void): (m: ToWorker) => void {
  const cancelled = new Set<number>();

  function act(message: Extract<ToWorker, { call: number }>): Promise<unknown> {
    if ('ask' in message) return engine.ask(message.ask, message.input, () => !cancelled.has(message.call));
    if (message.act === 'loadSample') return engine.loadSample(message.url);
    if (message.act === 'open') return engine.open(message.file);
    return message.act === 'save' ? engine.save() : engine.clear();
  }

  return (message) => {
    if ('isVisible' in message) engine.watchEvery(message.isVisible);
    else if ('cancel' in message) cancelled.add(message.cancel);
    else {
      const { call } = message;
      // a macrotask first, so that a cancel that lies behind this message is heard before the work begins
      new Promise((resolve) => setTimeout(resolve))
        .then(() => act(message))
        .then(
          (answer) => say({ call, answer }, buffers(answer)),
          (error: unknown) => say({ call, error: error instanceof Error ? error.message : String(error) }, []),
        )
        .finally(() => cancelled.delete(call));
    }
  };
}

/** The memory of an answer's columns, which is moved and not copied. */
function buffers(answer: unknown): Transferable[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const found = Object.values(answer)
    .filter((value) => ArrayBuffer.isView(value))
    .map((view) => view.buffer as ArrayBuffer);
  return [...new Set(found)];
}

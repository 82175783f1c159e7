/** The widgets of a folder: each of its modules is a family and exports the list of its widgets. */
import { readdir } from 'node:fs/promises';
import type { Widget } from './widget.ts';

/** All widgets of the modules in the folder that `part` names within `widgets/`, family by family. */
export async function widgetsIn(part: string): Promise<Widget[]> {
  const folder = new URL(`widgets/${part}`, import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort();
  const modules = await Promise.all(files.map((name) => import(new URL(name, folder).href) as Promise<object>));
  return modules.flatMap((module) =>
    Object.values(module).flatMap((one) => (Array.isArray(one) ? (one as Widget[]) : [])),
  );
}

/** The project in the URL. The first one is meant when it names none. */
import { linkFrom, parseHash } from '../shell/hash.ts';
import { usePlace } from '../shell/urlState.ts';
import type { Project } from './collector.ts';

/** Name of the URL parameter. */
const projectParam = 'project';

/** The id that the URL names, '' for none; and its project, the first for none: undefined when there is no such one. */
export function useProject(projects: readonly Project[]): { readonly wanted: string; readonly project?: Project } {
  const wanted = usePlace().params.get(projectParam) ?? '';
  const project = wanted === '' ? projects[0] : projects.find(({ id }) => id === wanted);
  return { wanted, ...(project ? { project } : {}) };
}

/** Link to the page we are on, of another project: what was asked of this one means nothing there. */
export function linkToProject(id: string, projects: readonly Project[]): string {
  const place = parseHash(location.hash);
  const path = place.path.startsWith('/session/') ? '/sessions' : place.path;
  return linkFrom(place, path, { [projectParam]: id === projects[0]?.id ? null : id });
}

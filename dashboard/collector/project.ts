/** The project in the URL. The first one is meant when it names none. */
import { linkFrom, parseHash } from '../shell/hash.ts';
import { usePlace } from '../shell/urlState.ts';
import type { Project } from './collector.ts';

/** Name of the URL parameter. */
const projectParam = 'project';

/** The project that the URL names, else the first; undefined when there is none at all. */
export function useProject(projects: readonly Project[]): Project | undefined {
  const wanted = usePlace().params.get(projectParam);
  return projects.find(({ id }) => id === wanted) ?? projects[0];
}

/** Link to the page we are on, of another project: what was asked of this one means nothing there. */
export function linkToProject(id: string, projects: readonly Project[]): string {
  const place = parseHash(location.hash);
  const path = place.path.startsWith('/session/') ? '/sessions' : place.path;
  return linkFrom(place, path, { [projectParam]: id === projects[0]?.id ? null : id });
}

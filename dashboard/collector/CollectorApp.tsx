/** The dashboard on a collector: the door, then the pages of one project. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { App, type AppProps } from '../App.tsx';
import { createDesk } from '../shell/desk.ts';
import { AlertIcon } from '../shell/icons.tsx';
import { Skeleton } from '../shell/states.tsx';
import type { Collector, Project } from './collector.ts';
import { Login } from './Login.tsx';
import { linkToProject, useProject } from './project.ts';

/** What it is made from. */
export interface CollectorAppProps extends Pick<AppProps, 'theme'> {
  readonly collector: Collector;
}

function Waiting(): JSX.Element {
  return (
    <main class="gate" aria-busy="true" aria-label="Asking the collector">
      <div class="panel gate-panel">
        <Skeleton height={24} lines={4} />
      </div>
    </main>
  );
}

function Stuck({
  title,
  sentence,
  children,
}: {
  readonly title: string;
  readonly sentence: string;
  /** What to do now. */
  readonly children: ComponentChildren;
}): JSX.Element {
  useEffect(() => {
    document.title = `${title} · Watchglass`;
  }, [title]);
  return (
    <main class="gate" aria-label={title}>
      <div class="panel gate-panel" role="alert" data-testid="failure">
        <div class="gate-head">
          <AlertIcon />
          <h1>{title}</h1>
        </div>
        <p>{sentence}</p>
        {children}
      </div>
    </main>
  );
}

function ProjectApp({
  collector,
  theme,
  project,
  projects,
}: CollectorAppProps & { readonly project: Project; readonly projects: readonly Project[] }): JSX.Element {
  const source = useMemo(() => collector.source(project), [collector, project.id, project.timeZone]);
  const desk = useMemo(() => createDesk(source), [source]);
  useEffect(() => desk.stop, [desk]);
  const account = useMemo(() => ({ project, projects, logOut: collector.logOut }), [collector, project, projects]);
  return <App source={source} desk={desk} theme={theme} account={account} />;
}

/** The whole screen. */
export function CollectorApp({ collector, theme }: CollectorAppProps): JSX.Element {
  const access = collector.access.value;
  const projects = access.kind === 'in' ? access.projects : [];
  const { wanted, project } = useProject(projects);
  const retry = (): void => void collector.check();
  const again = (
    <button type="button" class="button" onClick={retry}>
      Try again
    </button>
  );
  useEffect(retry, [collector]);
  if (access.kind === 'checking') return <Waiting />;
  if (access.kind === 'out') return <Login logIn={collector.logIn} />;
  if (access.kind === 'failed')
    return (
      <Stuck title="The collector does not answer" sentence={access.sentence}>
        {again}
      </Stuck>
    );
  if (!project && projects.length > 0)
    return (
      <Stuck
        title="No such project"
        sentence={`The address asks for the project “${wanted}”. This collector has none of that name; it has:`}
      >
        <ul class="gate-projects">
          {projects.map(({ id, name }) => (
            <li key={id}>
              <a href={linkToProject(id, projects)}>{name}</a>
            </li>
          ))}
        </ul>
      </Stuck>
    );
  if (!project)
    return (
      <Stuck
        title="No project yet"
        sentence="The configuration of this collector names no project. Add one, and start it again."
      >
        {again}
      </Stuck>
    );
  return <ProjectApp key={project.id} collector={collector} theme={theme} project={project} projects={projects} />;
}

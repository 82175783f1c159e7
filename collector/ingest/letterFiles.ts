/** Files of dead letters: `<day>.<project>.ndjson`, for a week. */
import { appendFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../types.ts';
import type { Letter } from './deadLetter.ts';

const DAY_MS = 86_400_000;
/** Long enough to notice on Monday what broke on Friday; not longer, because nothing here passed the rules. */
const KEPT_DAYS = 7;
/** Ids of projects are letters, digits, _ and -. A name without one is of a version before they had files of their own. */
const NAME = /^(\d{4}-\d\d-\d\d)(?:\.([\w-]+))?\.ndjson$/;

interface LetterFile {
  readonly name: string;
  readonly day: string;
  /** '' when it holds those of all. */
  readonly project: string;
}

/** The files of a folder. */
export interface LetterFiles {
  /** Adds lines to a project's file of today. */
  append(project: string, text: string): Promise<void>;
  /** Newest first. */
  newest(project: string | undefined, limit: number): Promise<readonly Letter[]>;
  /** Puts what `change` gives in place of each letter; undefined removes it. Each file is written whole or not at all. */
  rewrite(change: (letter: Letter) => Promise<Letter | undefined>): Promise<void>;
  /** Bytes of a project's files, or of all. */
  bytes(project?: string): number;
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Opens a folder, which is made; files that are too old go, now and when the day changes. */
export async function openLetterFiles(folder: string, clock: Clock): Promise<LetterFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const bytes = new Map<string, number>();
  let measuredOn = '';

  const found = async (): Promise<LetterFile[]> =>
    (await readdir(folder)).sort().flatMap((name) => {
      const [, day, project = ''] = NAME.exec(name) ?? [];
      return day === undefined ? [] : [{ name, day, project }];
    });

  async function measure(): Promise<void> {
    const oldest = dayOf(clock() - KEPT_DAYS * DAY_MS);
    bytes.clear();
    for (const { name, day, project } of await found()) {
      if (day < oldest) await rm(join(folder, name));
      else bytes.set(project, (bytes.get(project) ?? 0) + (await stat(join(folder, name))).size);
    }
    measuredOn = dayOf(clock());
  }
  await measure();

  const lettersOf = async (name: string): Promise<Letter[]> =>
    (await readFile(join(folder, name), 'utf8')).split('\n').flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as Letter];
      } catch {
        // a torn last line of a power cut
        return [];
      }
    });

  return {
    async append(project, text) {
      const today = dayOf(clock());
      if (today !== measuredOn) await measure();
      await appendFile(join(folder, `${today}.${project}.ndjson`), text, { mode: 0o600 });
      bytes.set(project, (bytes.get(project) ?? 0) + Buffer.byteLength(text));
    },
    async newest(project, limit) {
      await measure();
      const files = await found();
      const letters: Letter[] = [];
      for (const day of [...new Set(files.map((file) => file.day))].reverse()) {
        const ofDay: Letter[] = [];
        for (const file of files)
          if (file.day === day && (project === undefined || file.project === '' || file.project === project))
            ofDay.push(...(await lettersOf(file.name)));
        const wanted = ofDay.filter((one) => project === undefined || one.project === project);
        letters.push(...wanted.reverse().sort((a, b) => b.at - a.at));
        if (letters.length >= limit) break;
      }
      return letters.slice(0, limit);
    },
    async rewrite(change) {
      for (const { name } of await found()) {
        const kept: string[] = [];
        for (const letter of await lettersOf(name)) {
          const next = await change(letter);
          if (next) kept.push(`${JSON.stringify(next)}\n`);
        }
        const path = join(folder, name);
        await writeFile(`${path}.part`, kept.join(''), { mode: 0o600 });
        await rename(`${path}.part`, path);
      }
      await measure();
    },
    bytes: (project) =>
      project === undefined ? [...bytes.values()].reduce((sum, one) => sum + one, 0) : (bytes.get(project) ?? 0),
  };
}

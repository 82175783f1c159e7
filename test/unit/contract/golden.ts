/** The golden events, one per kind: what the SDK makes, a receiver accepts and analysis reads. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Kind, WatchglassEvent } from '@watchglass/contract';

const folder = new URL('../../golden/', import.meta.url);

/** One event per kind. */
export const golden: Record<Kind, WatchglassEvent> = Object.fromEntries(
  readdirSync(folder).map((file) => [
    file.replace('.json', ''),
    JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as WatchglassEvent,
  ]),
) as Record<Kind, WatchglassEvent>;

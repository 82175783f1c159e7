/** Ways to fail as people read them. */
import type { RequestRow } from '@watchglass/analysis';

const words: Readonly<Record<RequestRow['failure'], string>> = {
  '4xx': 'refused',
  '5xx': 'the server failed',
  network: 'no connection, or forbidden by CORS',
  timeout: 'timed out',
  cors: 'forbidden by the browser (CORS)',
  abort: 'given up by the page',
  slow: 'answered late',
};

/** `the server failed (503)`; a failure that is younger than this dashboard by its own name. */
export const failureInWords = ({ failure, status }: Pick<RequestRow, 'failure' | 'status'>): string =>
  `${words[failure] ?? failure}${status > 0 ? ` (${status})` : ''}`;

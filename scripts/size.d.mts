/** Types of size.mjs for the test room. */
export interface Size {
  name: string;
  path: string;
  packing: 'brotli' | 'gzip';
  maxBytes: number;
  bytes: number | undefined;
}
export function sizes(): Size[];
export function sizeTable(): string;
export function tableInReadme(): string;

/** Classes of noise as people read them. */

const words: Readonly<Record<string, string>> = {
  extension: 'code of a browser extension',
  script_error: 'a script of another site that tells no more',
  resize_observer: 'a ResizeObserver that took another round',
};

/** A class in words; one that is younger than this dashboard by its own name. */
export const noiseInWords = (noise: string): string => words[noise] ?? noise.replaceAll('_', ' ');

/** Places in scripts. */
import { limits } from '@watchglass/contract';

/** A script's URL as we keep it, with the numbers that tell where in it; '' when there is no URL. */
export const sourceOf = (
  ctx: { readonly url: (raw: string) => string },
  file: string | null | undefined,
  ...place: (number | null | undefined)[]
): string => {
  const url = ctx.url(file ?? '');
  // browsers say -1 for what they do not know
  return url && [url, ...place.filter((one) => (one ?? -1) >= 0)].join(':').slice(0, limits.urlChars);
};

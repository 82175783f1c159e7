/** Packs the bodies of requests, in browsers that can. */

/** What the browser says of a body that is text: of any other a page of another origin would have to be allowed. */
const headers = { 'content-type': 'text/plain' };

/** The text as gzip, of that type; undefined when it cannot be packed. */
export const gzip = async (text: string): Promise<BodyInit | undefined> => {
  try {
    return await new Response((new Response(text).body as ReadableStream).pipeThrough(new CompressionStream('gzip')), {
      headers,
    }).blob();
  } catch {
    return undefined;
  }
};

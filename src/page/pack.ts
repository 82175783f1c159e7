/** Packs the bodies of requests, in browsers that can. */

/** The text as gzip; undefined when it cannot be packed. */
export const gzip = async (text: string): Promise<BodyInit | undefined> => {
  try {
    return await new Response(
      (new Response(text).body as ReadableStream).pipeThrough(new CompressionStream('gzip')),
    ).arrayBuffer();
  } catch {
    return undefined;
  }
};

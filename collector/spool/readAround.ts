/** Reading past sectors that the disk cannot read any more. */
import type { OpenFile } from './fileSystem.ts';
import type { Span } from './record.ts';

/** A page: what a disk that has lost some bytes fails to read. */
const PIECE_BYTES = 4096;

/**
 * Reads as `file.read` does, piece by piece, with zeros for pieces that fail: damage that costs the records in it and
 * no others. Rejects when neither a piece nor one of the `others` (offsets of bytes elsewhere in the file) can be read,
 * since then it is the disk that is gone, and not its bytes.
 */
export async function readAround(
  file: OpenFile,
  { from: offset, to }: Span,
  others: readonly number[],
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let failure: unknown;
  let isAnyRead = false;
  for (let at = offset; at < to; ) {
    // pieces end where pages end
    const size = Math.min(PIECE_BYTES - (at % PIECE_BYTES), to - at);
    const piece = await file.read(at, size).catch((error: unknown) => {
      failure = error;
      return undefined;
    });
    isAnyRead ||= piece !== undefined;
    pieces.push(piece ?? Buffer.alloc(size));
    if (piece && piece.length < size) break;
    at += size;
  }
  for (const at of others) isAnyRead ||= (await file.read(at, 1).catch(() => undefined)) !== undefined;
  if (!isAnyRead) throw failure;
  return Buffer.concat(pieces);
}

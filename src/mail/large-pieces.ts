import { type Readable, Transform } from 'node:stream';

const pieceBytes = 65_536;

/**
 * The same bytes in pieces of 64 KB. nodemailer writes a mail a line or a few at a time, and each write is a packet, a
 * TLS record and a system call of its own: that took longer than making the mail.
 * An error of `stream` is the error of what is returned.
 */
export function inLargePieces(stream: Readable): Readable {
  let pieces: Buffer[] = [];
  let bytes = 0;
  const taken = () => {
    const piece = Buffer.concat(pieces, bytes);
    pieces = [];
    bytes = 0;
    return piece;
  };
  const large = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      pieces.push(chunk);
      bytes += chunk.length;
      if (bytes >= pieceBytes) this.push(taken());
      done();
    },
    flush(done) {
      if (bytes > 0) this.push(taken());
      done();
    },
  });
  // Not `pipeline`, which makes an AbortSignal for each mail: what goes wrong on one side ends the other.
  stream.on('error', (error) => large.destroy(error));
  large.on('close', () => stream.destroy());
  return stream.pipe(large);
}

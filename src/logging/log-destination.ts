import pino, { type DestinationStream } from 'pino';

/** Lines are handed on in blocks of about this many characters, or when the oldest has waited this long. */
const BLOCK = 32_768;
const LONGEST_WAIT_MS = 250;
/** How many times, 50 ms apart, the last lines are offered to a reader that takes none, before the process ends without it. */
const LAST_OFFERS = 20;

/** Standard output, and one more place if it is given. */
export function logDestination(other?: DestinationStream): DestinationStream {
  const output = standardOutput();
  if (!other) return output;
  return {
    write(line) {
      output.write(line);
      other.write(line);
    },
  };
}

/** Readable on a terminal, else JSON lines written off the request's path and flushed at exit. */
function standardOutput(): DestinationStream {
  if (!process.stdout.isTTY) return new LineBlocks();
  const options = {
    ignore: 'pid,service,context',
    translateTime: 'SYS:HH:MM:ss',
    messageFormat: '{if context}[{context}] {end}{msg}',
  };
  return pino.transport({ target: 'pino-pretty', options });
}

/** Gathers lines, because pino's own destination measures all that waits in it anew for each line: 4 µs of each request. */
class LineBlocks implements DestinationStream {
  private lines = '';
  private readonly output;

  constructor() {
    let offers = Number.POSITIVE_INFINITY;
    this.output = pino.destination({ sync: false, retryEAGAIN: () => offers-- > 0 });
    setInterval(() => this.flush(), LONGEST_WAIT_MS).unref();
    // Before pino's own listener, which writes what the output holds.
    process.prependListener('exit', () => {
      offers = LAST_OFFERS;
      this.flush();
      try {
        this.output.flushSync();
      } catch {
        // Nobody reads the log any more: that is no failure of the service.
        this.output.destroy();
      }
    });
  }

  write(line: string): void {
    this.lines += line;
    if (this.lines.length >= BLOCK) this.flush();
  }

  private flush(): void {
    if (this.lines === '') return;
    const block = this.lines;
    this.lines = '';
    this.output.write(block);
  }
}

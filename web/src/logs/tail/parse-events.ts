/** One of the server-sent events of a stream. */
export interface StreamEvent {
  readonly type: string;
  readonly data: string;
}

/** Cuts a stream of server-sent events into events (the `text/event-stream` of the HTML standard, without ids and retries). */
export class EventParser {
  private rest = '';

  /** @returns the events that the stream's next piece completes */
  take(piece: string): StreamEvent[] {
    const blocks = (this.rest + piece).split(/\r?\n\r?\n/);
    this.rest = blocks.pop()!;
    return blocks.flatMap((block) => {
      const lines = block.split(/\r?\n/);
      const data = lines.filter((line) => line.startsWith('data:')).map((line) => fieldValue(line));
      if (data.length === 0) return [];
      const type = lines.findLast((line) => line.startsWith('event:'));
      return [{ type: type === undefined ? 'message' : fieldValue(type), data: data.join('\n') }];
    });
  }
}

function fieldValue(line: string): string {
  return line.slice(line.indexOf(':') + 1).replace(/^ /, '');
}

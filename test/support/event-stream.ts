/** A caller that reads server-sent events as they come. */
export class EventStream {
  /** The data of each event, parsed. */
  readonly events: unknown[] = [];
  ended = false;

  private constructor(
    readonly response: Response,
    private readonly hangUp: AbortController,
  ) {}

  static async open(url: string, token: string): Promise<EventStream> {
    const hangUp = new AbortController();
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: hangUp.signal });
    const stream = new EventStream(response, hangUp);
    void stream.read().catch(() => undefined);
    return stream;
  }

  close(): void {
    this.hangUp.abort();
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of this.response.body!) {
      text += decoder.decode(chunk, { stream: true });
      const parts = text.split('\n\n');
      text = parts.pop()!;
      for (const part of parts) {
        const data = /^data: (.*)$/m.exec(part)?.[1];
        if (data !== undefined) this.events.push(JSON.parse(data));
      }
    }
    this.ended = true;
  }
}

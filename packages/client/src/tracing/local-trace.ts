import type { SpanItem } from '../signals.js';

/** Spans that are held for a trace that is not in the sample: more would only be kept if it failed. */
const MOST_HELD = 100;

/** A finished span. Most are never looked at again: what is sent of it is put together only then. */
export interface EndedSpan {
  readonly hasFailed: boolean;
  readonly durationMs: number;
  item(): SpanItem;
}

/** Where finished spans go. */
export interface SpanSink {
  readonly service: string;
  /** From how many ms on the first span of a trace in this process is kept in any case. */
  readonly slowMs: number;
  span(item: SpanItem): void;
}

/**
 * What the spans of one trace in this process share. A trace in the sample sends each span as it ends. One that is not holds them
 * until its first span has ended, and sends them all if that failed or was slow: such traces are always kept, and whole.
 */
export class LocalTrace {
  /** The application has said itself that a login failed: the answer to it says the same again. */
  hasToldLogin = false;
  private first: object | undefined;
  private held: EndedSpan[] | undefined;
  private isKept: boolean;

  constructor(
    private readonly sink: SpanSink,
    readonly traceId: string,
    /** Whether it is in the sample: what is told to whoever is called. */
    readonly sampled: boolean,
    /** The caller's `tracestate`, passed on as it came. */
    readonly tracestate: string | undefined,
    /** Of the request it is the trace of. */
    readonly requestId?: string,
  ) {
    this.isKept = sampled;
  }

  get service(): string {
    return this.sink.service;
  }

  /** The first span that begins is the one that decides. */
  begin(span: object): void {
    this.first ??= span;
  }

  /** Whether its first span, should it end like this, would be kept: else it need not be put together. */
  keeps(failed: boolean, durationMs: number): boolean {
    return this.isKept || failed || durationMs >= this.sink.slowMs;
  }

  /** A span has ended. */
  add(span: EndedSpan): void {
    if (!this.isKept && span === this.first && this.keeps(span.hasFailed, span.durationMs)) {
      this.isKept = true;
      for (const earlier of this.held ?? []) this.sink.span(earlier.item());
      this.held = undefined;
    }
    if (this.isKept) this.sink.span(span.item());
    else if (this.held === undefined) this.held = [span];
    else if (this.held.length < MOST_HELD) this.held.push(span);
  }
}

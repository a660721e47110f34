/** Closed sets and shapes of what the client records, in its own words; `delivery/wire.ts` turns them into the REST shapes. */

/** One counter increment, gauge reading or weighted histogram observation. */
export interface MetricItem {
  readonly name: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly value: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Histograms: how many observations had this value. */
  readonly count?: number;
  readonly unit?: string;
  readonly source: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** One call on the stack when an exception was thrown. */
export interface StackFrame {
  /** Empty for anonymous functions. */
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** False for Node itself and installed packages. */
  readonly inApp: boolean;
  /** Source lines, once they have been read. */
  preContext?: string[];
  contextLine?: string;
  postContext?: string[];
}

/** A thrown exception, or one that caused it. */
export interface ExceptionItem {
  readonly type: string;
  readonly message: string;
  /** Innermost first. */
  readonly frames: StackFrame[];
}

/** One exception, or one answer of 500 and above that no exception explains. */
export interface ErrorItem {
  /** UUID made by the client, so that a retry counts once. */
  readonly id: string;
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  /** The same taken apart, the thrown one first, then its causes. */
  readonly exceptions?: readonly ExceptionItem[];
  readonly service: string;
  readonly environment?: string;
  readonly release?: string;
  readonly method?: string;
  /** Route template, never the raw path. */
  readonly route?: string;
  readonly status?: number;
  readonly requestId?: string;
  readonly traceId?: string;
  readonly spanId?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** One finished piece of work of a sampled trace. */
export interface SpanItem {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  /** W3C `tracestate` of the request. */
  readonly traceState?: string;
  readonly operation: string;
  readonly service: string;
  readonly kind: 'server';
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly status: 'ok' | 'error';
  readonly statusMessage?: string;
  readonly tags: Readonly<Record<string, string>>;
}

import type { Attributes } from '@opentelemetry/api';
import type { SuspiciousFragment } from './security/suspicious-fragments.js';

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
  /** `error` unless it says otherwise. */
  readonly severity?: 'critical';
  readonly stack?: string;
  /** The same taken apart, the thrown one first, then its causes. */
  readonly exceptions?: readonly ExceptionItem[];
  readonly service: string;
  readonly environment?: string | undefined;
  readonly release?: string | undefined;
  readonly method?: string | undefined;
  /** Route template, never the raw path. */
  readonly route?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly traceId?: string | undefined;
  readonly spanId?: string | undefined;
  readonly tags?: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Something that happened during a span. */
export interface SpanEventItem {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly attributes: Readonly<Attributes>;
}

/** A span of another trace that one has to do with. */
export interface SpanLinkItem {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: Readonly<Attributes>;
}

/** One finished piece of work. */
export interface SpanItem {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  /** W3C `tracestate` of the request. */
  readonly traceState: string | undefined;
  readonly operation: string;
  readonly service: string;
  readonly kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly status: 'unset' | 'ok' | 'error';
  readonly statusMessage: string | undefined;
  readonly tags: Readonly<Attributes>;
  readonly events: readonly SpanEventItem[] | undefined;
  readonly links: readonly SpanLinkItem[] | undefined;
}

/** One line of a log. */
export interface LogItem {
  readonly id: string;
  readonly level: string;
  readonly message: string;
  readonly service: string;
  readonly environment?: string | undefined;
  readonly logger?: string | undefined;
  readonly requestId?: string | undefined;
  readonly traceId?: string | undefined;
  readonly spanId?: string | undefined;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Something that concerns security: a refused login, an attempt at what is forbidden. */
export interface SecurityItem extends SecurityFacts {
  readonly id: string;
  readonly type: string;
  readonly service: string;
  readonly requestId?: string | undefined;
  readonly traceId?: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What may be said of a security event. */
export interface SecurityFacts {
  readonly severity?: 'info' | 'warning' | 'error' | 'critical' | undefined;
  readonly description?: string | undefined;
  /** IPv4 or IPv6. */
  readonly ipAddress?: string | undefined;
  readonly userId?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

/** What a route's DTO admits in a field: `identifier` is a slug or code, `enum` a word of a closed set, `text` prose. */
export type Admits = 'uuid' | 'number' | 'boolean' | 'date' | 'enum' | 'identifier' | 'text';

/** A part of a request that may be an attack, and what the route admits there, where that is known. */
export interface ObservedFragment extends SuspiciousFragment {
  readonly admits?: Admits | undefined;
}

/** Equal requests of one interval, or one that may be an attack: what the service looks for attacks in. */
export interface ObservationItem {
  readonly service: string;
  readonly method: string;
  /** Template; undefined when none matched. */
  readonly route: string | undefined;
  /** Raw, without the query; undefined where requests to several are told together. */
  readonly path: string | undefined;
  readonly status: number;
  readonly ipAddress: string | undefined;
  readonly userId: string | undefined;
  readonly userAgent: string | undefined;
  readonly count: number;
  /** Of their responses, as far as it is known. */
  readonly bytes: number | undefined;
  /** Of the first of them, as is the trace id. */
  readonly requestId: string | undefined;
  readonly traceId: string | undefined;
  readonly fragments: readonly ObservedFragment[] | undefined;
  /** Epoch milliseconds, of the first of them. */
  readonly at: number;
}

/** Who did what to which thing, for the audit trail. */
export interface AuditFacts {
  /** A user's id or name, or a service. */
  readonly actor: string;
  /** Thing and past participle, such as `grade.changed`. */
  readonly action: string;
  /** The kind of thing it was done to. */
  readonly targetType: string;
  readonly targetId?: string | undefined;
  /** The thing as it was and as it is now, as far as it changed. */
  readonly before?: object | null | undefined;
  readonly after?: object | null | undefined;
  /** Anything else that is to be known. */
  readonly details?: object | null | undefined;
  /** IPv4 or IPv6. */
  readonly ipAddress?: string | undefined;
  readonly requestId?: string | undefined;
  readonly traceId?: string | undefined;
}

/** An act to put on record. */
export interface AuditItem extends AuditFacts {
  readonly id: string;
  readonly service: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Who tried to log in, and from where. */
export interface LoginFacts {
  /** The name that was tried, whether there is such an account or not. */
  readonly account?: string | undefined;
  readonly userId?: string | undefined;
  /** IPv4 or IPv6. */
  readonly ipAddress?: string | undefined;
  readonly userAgent?: string | undefined;
}

/** What is recorded, by its kind. */
export interface Items {
  readonly metrics: MetricItem;
  readonly errors: ErrorItem;
  readonly traces: SpanItem;
  readonly logs: LogItem;
  readonly security: SecurityItem;
  readonly audit: AuditItem;
  readonly observations: ObservationItem;
}
export type Signal = keyof Items;

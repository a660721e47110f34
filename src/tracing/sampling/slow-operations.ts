import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';

/** Knows from when on an operation is slow: by TRACE_SLOW_MS, or else by what was measured of it lately. */
@Injectable()
export class SlowOperations {
  private readonly limitMs: number | undefined;
  private measured: ReadonlyMap<string, number> = new Map();

  constructor(environment: Environment) {
    this.limitMs = environment.get('TRACE_SLOW_MS');
  }

  /** Takes in the milliseconds from which on each operation is slow, in place of those before. */
  learn(operations: readonly { service: string; operation: string; slowFromMs: number }[]): void {
    this.measured = new Map(operations.map((each) => [keyOf(each.service, each.operation), each.slowFromMs]));
  }

  /** Milliseconds; undefined when too little is known of the operation. */
  slowFromMs(service: string, operation: string): number | undefined {
    return this.limitMs ?? this.measured.get(keyOf(service, operation));
  }
}

function keyOf(service: string, operation: string): string {
  return `${service}\n${operation}`;
}

import {
  constants,
  type EventLoopUtilization,
  type PerformanceEntry,
  PerformanceObserver,
  performance,
} from 'node:perf_hooks';

const GC_KINDS: Readonly<Record<number, string>> = {
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'minor',
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'major',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weak_callbacks',
};

/** What Node's runtime does beside the application's own work. */
export class RuntimeProbe {
  private readonly collections: PerformanceObserver;
  private utilization: EventLoopUtilization = performance.eventLoopUtilization();

  /** @param collected is told of each garbage collection: its kind, and for how many ms it stopped the process */
  constructor(collected: (kind: string, ms: number) => void) {
    this.collections = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { kind } = (entry as PerformanceEntry & { detail: { kind: number } }).detail;
        collected(GC_KINDS[kind] ?? 'other', entry.duration);
      }
    });
    this.collections.observe({ entryTypes: ['gc'] });
  }

  /** Share of the time since the last reading that the event loop was busy, 0 to 1, and how many timers, sockets, … are open. */
  read(): { readonly eventLoopUtilization: number; readonly activeResources: number } {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.utilization);
    this.utilization = now;
    return { eventLoopUtilization: utilization, activeResources: process.getActiveResourcesInfo().length };
  }

  stop(): void {
    this.collections.disconnect();
  }
}

/** Averages of runnable processes; null where the system has none (Windows). */
export class LoadAverageView {
  /** @example 0.42 */
  load_1m: number | null;
  /** @example 0.38 */
  load_5m: number | null;
  /** @example 0.35 */
  load_15m: number | null;
}

export class DiskView {
  /** @example "/" */
  mount: string;
  total_bytes: number;
  used_bytes: number;
  /**
   * Percent of what ordinary users can fill.
   * @example 63.2
   */
  usage: number;
}

/** Bytes a second over all physical interfaces since the reading before; null on the first reading. */
export class NetworkView {
  receive_bytes_per_second: number | null;
  transmit_bytes_per_second: number | null;
}

/** The container the service runs in, as far as it is limited tighter than its machine. */
export class ContainerView {
  /** Whether any limit binds; the figures above are measured against it then. */
  limited: boolean;
  /**
   * CPUs it may use.
   * @example 1.5
   */
  cpu_limit: number | null;
  memory_limit_bytes: number | null;
}

/** The service's own Node process. */
export class ProcessView {
  resident_memory_bytes: number;
  heap_used_bytes: number;
  heap_total_bytes: number;
  /** Percent of one core since the reading before. */
  cpu_usage: number;
  /** How long the event loop was held up, 99th percentile since the reading before. */
  event_loop_delay_ms: number;
  uptime_seconds: number;
}

export class SystemView {
  /** @example "web-1" */
  hostname: string;
  /** @example "linux" */
  platform: string;
  /**
   * Percent of all CPUs, or of the container's quota; null until two readings exist.
   * @example 45.2
   */
  cpu_usage: number | null;
  /**
   * CPUs the process may use; a fraction under a quota.
   * @example 4
   */
  cpu_count: number;
  /**
   * Percent of the machine's memory, or of the container's limit. Page cache that can be given back does not count.
   * @example 72.1
   */
  memory_usage: number;
  memory_total_bytes: number;
  memory_used_bytes: number;
  /**
   * Percent used of the fullest file system; null when none is known.
   * @example 63.2
   */
  disk_usage: number | null;
  disks: DiskView[];
  load_average: LoadAverageView;
  network: NetworkView;
  container: ContainerView;
  process: ProcessView;
  /** When the figures were read. */
  collected_at: string;
}

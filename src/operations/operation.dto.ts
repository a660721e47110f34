/** How much there was of something, and how it went. */
class Traffic {
  /**
   * How many ended in the range.
   * @example 1250
   */
  count: number;

  /**
   * A second.
   * @example 0.347
   */
  rate: number;

  /**
   * The share with the status `error`, 0 to 1.
   * @example 0.012
   */
  error_ratio: number;

  /**
   * Half took at most so many milliseconds, within 5 %.
   * @example 12.4
   */
  p50_ms: number;

  /** @example 88.1 */
  p95_ms: number;

  /** @example 240.5 */
  p99_ms: number;
}

/** An operation of a service. */
export class OperationView extends Traffic {
  /** @example "students" */
  service: string;

  /** @example "GET /api/v1/students" */
  operation: string;

  /**
   * What it is to the others: `server`, `client`, `producer`, `consumer` or `internal`.
   * @example "server"
   */
  kind: string;
}

/** A service that sends spans, by what others ask of it: its spans of the kinds `server` and `consumer`. */
export class ServiceTrafficView extends Traffic {
  /** @example "students" */
  service: string;
}

/** Calls from one part of the platform to another. */
export class ServiceCallView extends Traffic {
  /**
   * The service that calls.
   * @example "gateway"
   */
  client: string;

  /**
   * What it calls: a service, or the kind of database or queue, or the host, for what sends no spans.
   * @example "students"
   */
  server: string;

  /** @example "service" */
  server_kind: 'service' | 'database' | 'queue' | 'external';
}

/** The range that was looked at. */
class Looked {
  /** @example "2026-11-23T21:00:00.000Z" */
  start_time: string;

  /** @example "2026-11-23T22:00:00.000Z" */
  end_time: string;
}

/** Operations, those that took most time in all first. */
export class OperationList extends Looked {
  items: OperationView[];
}

/** Services, the busiest first. */
export class ServiceList extends Looked {
  items: ServiceTrafficView[];
}

/** Who calls whom, the busiest first. */
export class ServiceMapView extends Looked {
  items: ServiceCallView[];
}

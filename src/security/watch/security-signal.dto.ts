/** A part of a request that may be an attack. */
export class RequestFragment {
  /**
   * `path` named `path` is the whole path.
   * @example "query"
   */
  in: 'path' | 'query' | 'header' | 'body';

  /** @example "id" */
  name: string;

  /**
   * At most 1,024 characters.
   * @example "1' OR '1'='1"
   */
  value: string;

  /**
   * What the route's DTO admits in this field: what fits a UUID or a number is not looked at, and prose is judged more mildly than an id.
   * @example "text"
   */
  admits?: 'uuid' | 'number' | 'boolean' | 'date' | 'enum' | 'identifier' | 'text';
}

/** Requests that were alike, for detection. Nothing of it is stored unless it is an attack. Optional fields may be left out or null. */
export class NewSecuritySignal {
  /**
   * `request`, also when left out.
   * @example "request"
   */
  kind?: 'request';

  /**
   * Of the first of them, ISO 8601 or epoch milliseconds; now when left out.
   * @example "2026-11-23T22:15:00.000Z"
   */
  timestamp?: string;

  /**
   * The service that answered; `unknown_service` when left out.
   * @example "students"
   */
  service?: string;

  /** @example "GET" */
  method?: string;

  /**
   * The route's template.
   * @example "/students/:id"
   */
  route?: string;

  /**
   * As it was asked for, without the query.
   * @example "/students/17"
   */
  path?: string;

  /** @example 404 */
  status?: number;

  /**
   * IPv4 or IPv6.
   * @example "192.168.1.100"
   */
  ip_address?: string;

  /** @example "user123" */
  user_id?: string;

  /** @example "curl/8.5.0" */
  user_agent?: string;

  /** How many there were. */
  count?: number = 1;

  /** Size of their responses. */
  bytes?: number;

  /** @example "req-7f3a" */
  request_id?: string;

  /** @example "4bf92f3577b34da6a3ce929d0e0e4736" */
  trace_id?: string;

  /** What of the request is worth inspecting, at most 64. */
  fragments?: RequestFragment[];
}

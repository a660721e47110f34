/** Metrics whose alerts colour the share of failing requests. */
export const ERROR_METRICS = ['http_requests_total'] as const;

/** Metrics whose alerts colour the latency. */
export const LATENCY_METRICS = ['http_request_duration_ms'] as const;

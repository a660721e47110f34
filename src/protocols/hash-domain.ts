/** Keeps apart the hashes of series that are described in unlike forms; 0 is the metrics' own. */
export const HASH_DOMAIN = { remoteWrite: 1, otlp: 2, refusedSamples: 3 } as const;

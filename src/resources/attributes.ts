/** A value of an attribute, as JSON has it; integers beyond 2^53 are text and bytes are base64. */
export type AttributeValue = string | number | boolean | null | AttributeValue[] | { [key: string]: AttributeValue };

/** What is said of a resource, a span or a log record: names of OpenTelemetry's semantic conventions and any other. */
export type Attributes = Record<string, AttributeValue>;

/** What OpenTelemetry calls a service that does not say its name. */
export const UNKNOWN_SERVICE = 'unknown_service';

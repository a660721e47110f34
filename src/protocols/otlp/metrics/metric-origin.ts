import type { SeriesHash } from '../../../metrics/series/series-hash.js';
import { HASH_DOMAIN } from '../../hash-domain.js';
import { type FieldSpan, findField } from '../../protobuf/find-field.js';
import { lengthTag, type ProtoReader } from '../../protobuf/proto-reader.js';
import { type AnyValue, textOf } from '../any-value.js';
import { faultOfLength, identityTags, readResource, readScope } from '../resource.js';

/** Of ResourceMetrics and of ScopeMetrics alike. */
const RESOURCE = lengthTag(1);
const SCOPE = lengthTag(1);

/**
 * The resource and the scope whose metrics are being read. Their bytes are hashed; what they say is read only when a series
 * has to be described.
 */
export class MetricOrigin {
  private resource: FieldSpan = { start: 0, end: 0 };
  private scope: FieldSpan = { start: 0, end: 0 };
  private resourceState: [low: number, high: number] = [0, 0];
  private known: { source: string; tags: [name: string, value: string][] } | undefined;

  constructor(
    private readonly bytes: Buffer,
    private readonly hash: SeriesHash,
  ) {}

  /** Takes up the resource of the ResourceMetrics message that the reader is in. The hash is then that of the resource. */
  enterResource(reader: ProtoReader): void {
    this.resource = findField(reader, RESOURCE);
    this.scope = { start: 0, end: 0 };
    this.known = undefined;
    this.hash.begin(HASH_DOMAIN.otlp);
    this.hash.bytes(reader.view, this.resource.start, this.resource.end);
    this.resourceState = [this.hash.low, this.hash.high];
  }

  /** Takes up the scope of the ScopeMetrics message that the reader is in. The hash is then that of resource and scope. */
  enterScope(reader: ProtoReader): void {
    this.scope = findField(reader, SCOPE);
    this.known = undefined;
    this.hash.resume(...this.resourceState);
    this.hash.bytes(reader.view, this.scope.start, this.scope.end);
  }

  /** Why nothing of it can be taken, if so. */
  get fault(): string | undefined {
    const resource = faultOfLength(this.resource.end - this.resource.start);
    const scope = faultOfLength(this.scope.end - this.scope.start);
    return resource ? `its resource ${resource}` : scope && `its scope ${scope}`;
  }

  /** Every attribute of the resource. */
  resourceAttributes(): [key: string, value: AnyValue][] {
    return readResource(this.bytes, this.resource.start, this.resource.end);
  }

  /** The name of the scope. */
  get source(): string {
    return this.describe().source;
  }

  /** The tags of everything from this resource and scope. */
  get tags(): readonly [name: string, value: string][] {
    return this.describe().tags;
  }

  private describe() {
    if (this.known) return this.known;
    const { name, version, attributes } = readScope(this.bytes, this.scope.start, this.scope.end);
    const tags = identityTags(this.resourceAttributes());
    if (version !== '') tags.push(['otel_scope_version', version]);
    for (const [key, value] of attributes) tags.push([`otel_scope_${key}`, textOf(value)]);
    this.known = { source: name, tags };
    return this.known;
  }
}

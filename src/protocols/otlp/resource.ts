import { lengthTag, ProtoReader } from '../protobuf/proto-reader.js';
import { type AnyValue, readKeyValue, textOf } from './any-value.js';

const RESOURCE_ATTRIBUTES = lengthTag(1);
const SCOPE_NAME = lengthTag(1);
const SCOPE_VERSION = lengthTag(2);
const SCOPE_ATTRIBUTES = lengthTag(3);

const SERVICE_NAME = 'service.name';
/** More is not even read: no attributes that fit into tags come near it. */
const MAX_BYTES = 131_072;

/** Attributes that tell one instance from another (OpenTelemetry's semantic conventions): tags of everything it sends. */
const IDENTITY =
  /^(service\.(namespace|instance\.id|version)|deployment\.environment(\.name)?|host\.name|k8s\.[a-z_.]+\.name|container\.(name|id)|cloud\.(region|availability_zone))$/;

/** What measured: the instrumentation scope. */
export interface Scope {
  readonly name: string;
  readonly version: string;
  readonly attributes: readonly [key: string, value: AnyValue][];
}

/** Why attributes of so many bytes are not read, if so. */
export function faultOfLength(bytes: number): string | undefined {
  return bytes > MAX_BYTES ? `has ${bytes} bytes: at most ${MAX_BYTES} are read` : undefined;
}

/** The attributes of the Resource message that `bytes` hold from `start` to `end`. */
export function readResource(bytes: Buffer, start: number, end: number): [key: string, value: AnyValue][] {
  return readAttributes(bytes, start, end, RESOURCE_ATTRIBUTES);
}

/** The InstrumentationScope message that `bytes` hold from `start` to `end`. */
export function readScope(bytes: Buffer, start: number, end: number): Scope {
  let name = '';
  let version = '';
  const reader = new ProtoReader(bytes, start, end);
  while (reader.next()) {
    if (reader.tag === SCOPE_NAME) name = reader.text();
    else if (reader.tag === SCOPE_VERSION) version = reader.text();
    else reader.skip();
  }
  return { name, version, attributes: readAttributes(bytes, start, end, SCOPE_ATTRIBUTES) };
}

/** The attributes, under `tag`, of the message that `bytes` hold from `start` to `end`. */
export function readAttributes(
  bytes: Buffer,
  start: number,
  end: number,
  tag: number,
): [key: string, value: AnyValue][] {
  const attributes: [string, AnyValue][] = [];
  const reader = new ProtoReader(bytes, start, end);
  while (reader.next()) {
    if (reader.tag === tag) attributes.push(readKeyValue(reader));
    else reader.skip();
  }
  return attributes;
}

/** The tags of everything a resource sends: `service` is its `service.name`, and what tells its instances apart. */
export function identityTags(resource: readonly [key: string, value: AnyValue][]): [name: string, value: string][] {
  return resource
    .filter(([key]) => key === SERVICE_NAME || IDENTITY.test(key))
    .map(([key, value]) => [tagName(key), textOf(value)]);
}

/** The tag under which a resource attribute is kept. */
export function tagName(key: string): string {
  return key === SERVICE_NAME ? 'service' : key;
}

/**
 * What an `ExportTraceServiceResponse` says was refused, `{ partial_success: { rejected, message } }` in protobuf. A body that is none says
 * that nothing was: the receiver has taken the batch.
 */
export function readPartialSuccess(body: Uint8Array): { rejected: number; reason: string } {
  const found = { rejected: 0, reason: '' };
  const outer = fieldsOf(body).find(({ field, bytes }) => field === 1 && bytes);
  for (const { field, value, bytes } of fieldsOf(outer?.bytes ?? new Uint8Array())) {
    if (field === 1) found.rejected = value;
    else if (field === 2 && bytes) found.reason = Buffer.from(bytes).toString();
  }
  return found;
}

/** What a `google.rpc.Status` in protobuf says, as which OTLP tells that nothing was taken; undefined for a body that is none. */
export function readStatusMessage(body: Uint8Array): string | undefined {
  const { bytes } = fieldsOf(body).find(({ field }) => field === 2) ?? {};
  return bytes && Buffer.from(bytes).toString();
}

interface Field {
  readonly field: number;
  readonly value: number;
  readonly bytes?: Uint8Array;
}

/** Varints and byte strings, as far as they can be read. */
function fieldsOf(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  let position = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; position < bytes.length; factor *= 128) {
      const byte = bytes[position++]!;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (position < bytes.length) {
    const tag = varint();
    const field = Math.floor(tag / 8);
    const wireType = tag % 8;
    if (wireType !== 0 && wireType !== 2) break;
    const value = varint();
    if (wireType === 0) fields.push({ field, value });
    else {
      fields.push({ field, value, bytes: bytes.subarray(position, position + value) });
      position += value;
    }
  }
  return fields;
}

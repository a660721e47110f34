import { ProtoWriter } from '@oneclass/monitoring-client';
import { compressSync } from 'snappy';

/** A series of a remote-write request; a value may be given as the bits of a double. */
export interface WrittenSeries {
  labels: Record<string, string> | [string, string][];
  samples?: [at: number, value: number | bigint][];
  exemplars?: { labels: Record<string, string>; value: number; at: number }[];
}

export interface WrittenMetadata {
  type: number;
  family: string;
  unit?: string;
}

/** A WriteRequest as Prometheus encodes it, before compression. */
export function writeRequest(series: readonly WrittenSeries[], metadata: readonly WrittenMetadata[] = []): Buffer {
  const writer = new ProtoWriter();
  for (const { labels, samples = [], exemplars = [] } of series) {
    const start = writer.open(1);
    writeLabels(writer, labels);
    for (const [at, value] of samples) {
      const sample = writer.open(2);
      if (typeof value === 'bigint') writer.fixed64(1, value);
      else writer.double(1, value);
      writer.varint(2, at);
      writer.close(sample);
    }
    for (const exemplar of exemplars) {
      const open = writer.open(3);
      writeLabels(writer, exemplar.labels);
      writer.double(2, exemplar.value);
      writer.varint(3, exemplar.at);
      writer.close(open);
    }
    writer.close(start);
  }
  for (const { type, family, unit } of metadata) {
    const start = writer.open(3);
    writer.varint(1, type);
    writer.text(2, family);
    writer.text(4, `What ${family} is.`);
    if (unit) writer.text(5, unit);
    writer.close(start);
  }
  return Buffer.from(writer.finish());
}

export const REMOTE_WRITE_HEADERS = {
  'content-type': 'application/x-protobuf',
  'content-encoding': 'snappy',
  'x-prometheus-remote-write-version': '0.1.0',
};

/** The same, ready to be sent. */
export function writeBody(series: readonly WrittenSeries[], metadata?: readonly WrittenMetadata[]): Buffer {
  return compressSync(writeRequest(series, metadata));
}

function writeLabels(writer: ProtoWriter, labels: WrittenSeries['labels']): void {
  for (const [name, value] of Array.isArray(labels) ? labels : Object.entries(labels)) {
    const start = writer.open(1);
    writer.text(1, name);
    writer.text(2, value);
    writer.close(start);
  }
}

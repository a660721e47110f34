import { ProtoWriter } from '@oneclass/monitoring-client';
import { compressSync } from 'snappy';
import type { TsbsSeries } from './tsbs.js';

/** Makes request bodies in one format. */
export interface BodyEncoder {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What all samples of a series begin with. */
  head(series: TsbsSeries): Buffer;
  /** Adds a sample to the body under way; `at` is epoch ms. */
  add(head: Buffer, at: number, value: number): void;
  /** The body; the next one starts empty. */
  finish(): Buffer;
}

/** Prometheus remote write 1.0. */
export class RemoteWriteEncoder implements BodyEncoder {
  readonly name = 'remote-write';
  readonly headers = {
    'content-type': 'application/x-protobuf',
    'content-encoding': 'snappy',
    'x-prometheus-remote-write-version': '0.1.0',
  };
  private writer = new ProtoWriter();

  head({ metric, tags }: TsbsSeries): Buffer {
    const writer = new ProtoWriter();
    for (const [name, value] of Object.entries({ __name__: metric, ...tags })) {
      const label = writer.open(1);
      writer.text(1, name);
      writer.text(2, value);
      writer.close(label);
    }
    return Buffer.from(writer.finish());
  }

  add(head: Buffer, at: number, value: number): void {
    const { writer } = this;
    const series = writer.open(1);
    writer.raw(head);
    const sample = writer.open(2);
    writer.double(1, value);
    writer.varint(2, at);
    writer.close(sample);
    writer.close(series);
  }

  finish(): Buffer {
    const body = compressSync(this.writer.finish());
    this.writer = new ProtoWriter();
    return body;
  }
}

/** OTLP/HTTP in protobuf, as a Collector batches it: the data points of a metric together, their tags as attributes. */
export class OtlpEncoder implements BodyEncoder {
  readonly name = 'otlp';
  readonly headers = { 'content-type': 'application/x-protobuf' };
  private readonly metrics = new Map<Buffer, string>();
  private points = new Map<string, ProtoWriter>();

  head({ metric, tags }: TsbsSeries): Buffer {
    const writer = new ProtoWriter();
    for (const [key, value] of Object.entries(tags)) {
      const attribute = writer.open(7);
      writer.text(1, key);
      const any = writer.open(2);
      writer.text(1, value);
      writer.close(any);
      writer.close(attribute);
    }
    const head = Buffer.from(writer.finish());
    this.metrics.set(head, metric);
    return head;
  }

  add(head: Buffer, at: number, value: number): void {
    const metric = this.metrics.get(head)!;
    const writer = this.points.get(metric) ?? new ProtoWriter();
    this.points.set(metric, writer);
    const point = writer.open(1);
    writer.fixed64(3, BigInt(at) * 1_000_000n);
    writer.double(4, value);
    writer.raw(head);
    writer.close(point);
  }

  finish(): Buffer {
    const writer = new ProtoWriter();
    const resource = writer.open(1);
    const scope = writer.open(2);
    for (const [name, points] of this.points) {
      const metric = writer.open(2);
      writer.text(1, name);
      writer.bytes(5, points.finish());
      writer.close(metric);
    }
    writer.close(scope);
    writer.close(resource);
    this.points = new Map();
    return Buffer.from(writer.finish());
  }
}

/** POST /api/v1/monitoring/metrics. */
export class JsonEncoder implements BodyEncoder {
  readonly name = 'json';
  readonly headers = { 'content-type': 'application/json' };
  private items: string[] = [];

  head({ metric, tags }: TsbsSeries): Buffer {
    return Buffer.from(JSON.stringify({ metric_name: metric, metric_type: 'gauge', tags }).slice(0, -1));
  }

  add(head: Buffer, at: number, value: number): void {
    this.items.push(`${head.toString()},"timestamp":${at},"value":${value}}`);
  }

  finish(): Buffer {
    const body = Buffer.from(`[${this.items.join(',')}]`);
    this.items = [];
    return body;
  }
}

import type { Signal } from '../../signals.js';
import type { Batch } from '../transport.js';

/** A batch on disk. Its name says what has to be known of it without reading it. */
export interface SpoolFile {
  readonly name: string;
  readonly signal: Signal;
  /** Of the batch. */
  readonly id: string;
  readonly items: number;
}

/** Of the form of the items: files of another version are left alone. */
const VERSION = 'v1';
const NAME =
  /^\d{21}-(\d+)-(metrics|errors|traces|logs|security|audit|observations)-([0-9a-f-]{36})\.v1\.json(\.part)?$/;

/** Of those of one millisecond. */
let sequence = 0;

/** By their names files sort by age. `now` is epoch ms. */
export function spoolFileOf(batch: Batch, now: number): SpoolFile {
  const { id, signal, items } = batch;
  sequence = (sequence + 1) % 1_000_000;
  const age = String(now).padStart(15, '0') + String(sequence).padStart(6, '0');
  const name = `${age}-${items.length}-${signal}-${id}.${VERSION}.json`;
  return { name, signal, id, items: items.length };
}

/** Undefined for what is no file of this version. `isWhole` is false where a process ended while it wrote. */
export function readSpoolName(name: string): (SpoolFile & { readonly isWhole: boolean }) | undefined {
  const [, items, signal, id, part] = NAME.exec(name) ?? [];
  if (!items || !signal || !id) return undefined;
  return { name, signal: signal as Signal, id, items: Number(items), isWhole: part === undefined };
}

/** What has no value in JSON (undefined, NaN) has none afterwards either. */
export function writeBatch({ items }: Batch): string {
  return JSON.stringify(items);
}

/** @throws for what is no batch */
export function readBatch({ id, signal }: SpoolFile, text: string): Batch {
  const items: unknown = JSON.parse(text);
  if (!Array.isArray(items)) throw new Error('expected a list');
  return { id, signal, items } as Batch;
}

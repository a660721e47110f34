import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Attributes } from './attributes.js';

/** What sent spans or log records: the attributes of an OpenTelemetry resource, once however many came from it. */
@Entity('resources')
export class Resource {
  /** A hash of the attributes, so that every replica gives the same resource the same id. */
  @PrimaryColumn('bigint', { name: 'resource_id' })
  resourceId: string;

  @Column('jsonb')
  attributes: Attributes;

  /** When it last sent something, to the day. */
  @Column('timestamptz', { name: 'seen_at' })
  seenAt: Date;
}

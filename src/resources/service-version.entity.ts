import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A version of a service that sent anything, whatever signal it was. */
@Entity('service_versions')
@Index('service_versions_first_seen_at', ['firstSeenAt'])
export class ServiceVersion {
  @PrimaryColumn('text')
  service: string;

  /** Its `service.version`, or its release; an empty text for what came without one. */
  @PrimaryColumn('text')
  version: string;

  /** By the senders' clocks, as far as they are not ahead of the service's. */
  @Column('timestamptz', { name: 'first_seen_at' })
  firstSeenAt: Date;

  /** To the minute; of metrics to the hour. */
  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt: Date;
}

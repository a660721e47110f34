import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file that came with an error. Partitioned by the UTC day of `occurredAt`, as its error is. */
@Entity('error_attachments')
export class ErrorAttachment {
  @PrimaryColumn('text', { name: 'error_id' })
  errorId: string;

  @PrimaryColumn('uuid', { name: 'attachment_id' })
  attachmentId: string;

  @PrimaryColumn('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  /** Its place among those of its error, from 1. */
  @Column('integer')
  place: number;

  @Column('text')
  name: string;

  @Column('text', { name: 'content_type' })
  contentType: string;

  /** Before it was compressed. */
  @Column('integer', { name: 'size_bytes' })
  sizeBytes: number;

  /** Compressed with gzip. */
  @Column('bytea')
  content: Buffer;
}

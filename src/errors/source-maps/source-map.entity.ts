import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** The source map of one minified file of a release. Another one for the same file takes its place under a new id. */
@Entity('source_maps')
@Unique('source_maps_release_file_service_key', ['release', 'file', 'service'])
export class SourceMapRecord {
  @PrimaryColumn('uuid', { name: 'map_id' })
  mapId: string;

  @Column('text')
  release: string;

  /** Empty: of any service. */
  @Column('text', { default: '' })
  service: string;

  /** The path of the minified file, as far as it was told; see match-file.ts. */
  @Column('text')
  file: string;

  @Column('text', { name: 'debug_id', nullable: true })
  debugId: string | null;

  @Column('integer', { name: 'source_count' })
  sourceCount: number;

  @Column('integer', { name: 'map_bytes' })
  mapBytes: number;

  @Column('integer', { name: 'stored_bytes' })
  storedBytes: number;

  /** Its JSON, compressed with gzip. */
  @Column('bytea')
  map: Buffer;

  @Column('timestamptz', { name: 'uploaded_at' })
  uploadedAt: Date;

  @Column('text', { name: 'uploaded_by' })
  uploadedBy: string;

  /** When an error last needed it, to about a day. */
  @Column('timestamptz', { name: 'used_at' })
  usedAt: Date;
}

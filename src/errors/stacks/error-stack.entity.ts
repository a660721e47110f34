import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A stack that many errors have, but for their messages. */
@Entity('error_stacks')
export class ErrorStack {
  /** A hash of the stack. */
  @PrimaryColumn('uuid', { name: 'stack_id' })
  stackId: string;

  /** With U+FFFC in place of the message. */
  @Column('text')
  stack: string;

  /** When an error that has it last arrived, to the day. */
  @Column('timestamptz', { name: 'seen_at' })
  seenAt: Date;
}

import { Entity, PrimaryColumn } from 'typeorm';

/** Whom the errors of a group hit that others were merged into: a user of several of them is one. */
@Entity('error_merged_users')
export class ErrorMergedUser {
  @PrimaryColumn('uuid', { name: 'group_id' })
  groupId: string;

  @PrimaryColumn('uuid', { name: 'user_hash' })
  userHash: string;
}

import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { FingerprintMatcher } from './fingerprint-rule.js';

/** A rule by which people group errors themselves. */
@Entity('error_fingerprint_rules')
export class ErrorFingerprintRule {
  @PrimaryColumn('uuid', { name: 'rule_id' })
  ruleId: string;

  @Index('error_fingerprint_rules_name', { unique: true })
  @Column('text')
  name: string;

  /** Of all rules that an error meets, the one with the lowest decides. */
  @Column('integer')
  position: number;

  @Column('jsonb')
  matchers: FingerprintMatcher[];

  @Column('text', { array: true })
  fingerprint: string[];

  @Column('boolean', { default: true })
  enabled: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Matcher } from '../rules/matcher.js';

/** While an alert that meets the source matchers fires, nobody is told of those that meet the target matchers and have the same `equal` tags. */
@Entity('inhibition_rules')
export class InhibitionRule {
  @PrimaryColumn('uuid', { name: 'inhibition_rule_id' })
  inhibitionRuleId: string;

  @Column('text')
  comment: string;

  @Column('jsonb', { name: 'source_matchers' })
  sourceMatchers: Matcher[];

  @Column('jsonb', { name: 'target_matchers' })
  targetMatchers: Matcher[];

  @Column('text', { array: true })
  equal: string[];

  @Column('boolean', { default: true })
  enabled: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}

import { OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsNumber,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IfGiven, IsLine } from '../../http/input-checks.decorator.js';
import { IsResourceName } from '../is-resource-name.decorator.js';

const WEEK_MINUTES = 10_080;

/** Whom to tell next when nobody answers. */
export class EscalationStepField {
  /**
   * After the step before; the first after the alert was told. Fractions are taken.
   * @example 15
   */
  @IsNumber()
  @Min(0)
  @Max(WEEK_MINUTES)
  wait_minutes: number;

  /**
   * Names of channels, as in `GET /channels`.
   * @example ["school-office"]
   */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsLine(63, { each: true })
  channels?: string[];

  /**
   * Names of on-call schedules: whoever is on call then is told.
   * @example ["operations"]
   */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsLine(63, { each: true })
  schedules?: string[];
}

/** How an alert goes on to others until somebody acknowledges it. */
export class EscalationPolicyRequest {
  /**
   * What alert rules call it in `escalation_policy`; it cannot be changed.
   * @example "operations"
   */
  @IsResourceName()
  name: string;

  @IfGiven()
  @IsString()
  @MaxLength(2000)
  description?: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => EscalationStepField)
  steps: EscalationStepField[];

  /** How many times the steps are gone through again; 0 when left out. */
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(100)
  repeat?: number;

  /** Between the last step and the first of the next round; 15 when left out. */
  @IfGiven()
  @IsNumber()
  @Min(0)
  @Max(WEEK_MINUTES)
  repeat_wait_minutes?: number;
}

/** What to change; what is left out stays as it is. */
export class EscalationPolicyPatch extends PartialType(OmitType(EscalationPolicyRequest, ['name']), {
  skipNullProperties: false,
}) {}

/** An escalation policy. */
export class EscalationPolicyView {
  /** @example "operations" */
  name: string;
  description: string;
  steps: EscalationStepField[];
  repeat: number;
  repeat_wait_minutes: number;
  created_at: string;
  updated_at: string;
}

/** Every policy, by name. */
export class EscalationPolicyList {
  items: EscalationPolicyView[];
  next_cursor: string | null;
}

/** Where the escalation of an alert stands. */
export class EscalationView {
  /** @example "operations" */
  policy: string;
  /** The step that comes next, 1 for the first; null when all are done. */
  next_step: number | null;
  /** The round it belongs to, 1 for the first. */
  round: number;
  /** When it comes; null while somebody has taken charge, and when all are done. */
  due_at: string | null;
}

import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { IfGiven, IsLine } from '../../http/input-checks.decorator.js';
import { SUBJECT_SCOPES, type SubjectScope } from '../subjects/subject.js';

/** What is done with requests: they are refused, or only told of. */
export const DECISION_ACTIONS = ['block', 'log'] as const;
export type DecisionAction = (typeof DECISION_ACTIONS)[number];

/** Whether a decision holds, or was lifted or ran out. */
const DECISION_STATUSES = ['open', 'past'] as const;
/** The longest a decision with an end may hold: a year. */
export const MAX_DECISION_SECONDS = 31_536_000;

/** Which decisions to list. */
export class DecisionFilter {
  /** `open`: those that hold; `past`: those that ran out or were lifted. */
  @IsOptional()
  @IsIn(DECISION_STATUSES)
  status?: (typeof DECISION_STATUSES)[number] = 'open';
}

/** From whom requests are to be blocked, or logged. */
export class DecisionRequest {
  /** What the value is. */
  @IsIn(SUBJECT_SCOPES)
  scope: SubjectScope;

  /**
   * An address, a network in CIDR notation, or a user's id.
   * @example "198.51.100.7"
   */
  @IsString()
  @MaxLength(256)
  value: string;

  /** `block` when left out. */
  @IfGiven()
  @IsIn(DECISION_ACTIONS)
  action?: DecisionAction;

  /**
   * Why.
   * @example "Tries passwords since the morning."
   */
  @IsLine(1000)
  reason: string;

  /**
   * For how long, up to a year; until it is lifted when left out.
   * @example 3600
   */
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(MAX_DECISION_SECONDS)
  duration_seconds?: number;
}

/** That requests from an address, a network or a user are to be blocked, or logged. */
export class DecisionView {
  decision_id: string;
  scope: SubjectScope;

  /**
   * In the one way of writing it.
   * @example "198.51.100.7"
   */
  value: string;

  action: DecisionAction;
  reason: string;

  /** A person made it, or a detection. */
  source: 'manual' | 'detection';

  /** @example "Password guessing" */
  detection: string | null;

  created_at: string;

  /** The person who made it. */
  created_by: string | null;

  /** Null: it holds until it is lifted. */
  expires_at: string | null;

  lifted_at: string | null;
  lifted_by: string | null;
}

/** An address, a network or a user that no decision blocks. */
export class AllowedSubject {
  scope: SubjectScope;

  /** @example "41.60.1.5" */
  value: string;
}

/** Decisions, and who is not blocked whatever they say. */
export class DecisionList {
  items: DecisionView[];
  next_cursor: string | null;

  /** The allow list; empty beside past decisions. */
  allowed: AllowedSubject[];
}

import { IsIn, IsString, MaxLength } from 'class-validator';
import { IsLine } from '../../http/input-checks.decorator.js';
import { SUBJECT_SCOPES, type SubjectScope } from '../subjects/subject.js';

/** Whom no decision is to block. */
export class AllowedRequest {
  /** What the value is. */
  @IsIn(SUBJECT_SCOPES)
  scope: SubjectScope;

  /**
   * An address, a network in CIDR notation, or a user's id.
   * @example "41.60.0.0/16"
   */
  @IsString()
  @MaxLength(256)
  value: string;

  /**
   * Why.
   * @example "The ministry's offices share this network."
   */
  @IsLine(1000)
  comment: string;
}

/** An address, a network or a user that no decision blocks. */
export class AllowedView {
  allowed_id: string;
  scope: SubjectScope;

  /**
   * In the one way of writing it.
   * @example "41.60.0.0/16"
   */
  value: string;

  comment: string;
  created_at: string;
  created_by: string;
}

/** The allow list, the newest first. */
export class AllowedPage {
  items: AllowedView[];
  next_cursor: string | null;
}

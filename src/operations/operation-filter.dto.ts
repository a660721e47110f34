import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { TimeRange } from '../http/list.dto.js';

/** Which operations to list. Without a range: those of the last hour. */
export class OperationFilter extends TimeRange {
  /**
   * Only operations of this service.
   * @example "students"
   */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  service?: string;

  /** Only operations of this kind. */
  @IsOptional()
  @IsIn(['internal', 'server', 'client', 'producer', 'consumer'])
  kind?: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
}

import { IsIn, IsOptional } from 'class-validator';
import { SecurityEventRange } from '../security-event.dto.js';

export const EXPORT_FORMATS = ['ndjson', 'ocsf', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Which security events to export, and how. */
export class SecurityExportFilter extends SecurityEventRange {
  /**
   * `ndjson`: an event as in the list a line; `ocsf`: an event of the Open Cybersecurity Schema Framework a line, as SIEMs read them; `csv`: a
   * table.
   */
  @IsOptional()
  @IsIn(EXPORT_FORMATS)
  format?: ExportFormat = 'ndjson';
}

import { LevelCounts } from '../counts/log-counts.dto.js';
import { levelOf } from '../log-level.js';
import type { LogPattern } from './log-patterns.dto.js';
import { maskMessage } from './mask-message.js';

const MAX_SERVICES = 10;

/** What of a record matters to its pattern. */
export interface PatternLine {
  log_id: string;
  at: Date;
  severity_number: number;
  service: string;
  /** The first line of its message. */
  line: string;
}

/** Adds records, which come newest first, to their patterns. */
export function groupLines(patterns: Map<string, LogPattern>, lines: readonly PatternLine[]): void {
  for (const { log_id, at, severity_number, service, line } of lines) {
    const pattern = maskMessage(line);
    const known = patterns.get(pattern);
    const group = known ?? newPattern(pattern, log_id, at);
    if (!known) patterns.set(pattern, group);
    group.count++;
    group.levels[levelOf(severity_number)]++;
    group.first_seen = at.toISOString();
    if (group.services.length < MAX_SERVICES && !group.services.includes(service)) group.services.push(service);
  }
}

function newPattern(pattern: string, logId: string, at: Date): LogPattern {
  const seen = at.toISOString();
  const levels = new LevelCounts();
  return { pattern, count: 0, levels, services: [], first_seen: seen, last_seen: seen, example_log_id: logId };
}

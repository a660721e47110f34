import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import type { TimeRange } from '../http/list.dto.js';
import { Problem } from '../http/problem.js';
import { rangeOf } from '../http/recent-range.js';
import { Clock } from '../jobs/clock.js';
import { rangeWindow, type TimeWindow } from './time-window.js';

const DAY_MS = 86_400_000;

/** What of a range of time that somebody asks for there can be anything of: neither the future nor what has expired. */
@Injectable()
export class RequestedRange {
  constructor(
    private readonly clock: Clock,
    private readonly configuration: MonitoringConfiguration,
  ) {}

  /** Both ends, epoch ms, the last hour unless told otherwise. @throws Problem 400 when nothing is left */
  of(range: TimeRange): Required<TimeRange> {
    const now = this.clock.now();
    const { metric_retention_days, log_retention_days, alert_retention_days } = this.configuration.current;
    const oldest = now - Math.max(metric_retention_days, log_retention_days, alert_retention_days) * DAY_MS;
    const { start_time, end_time } = rangeOf(range, now + 1);
    if (start_time > now) throw outside('start_time', 'is in the future');
    if (end_time <= oldest) throw outside('end_time', 'is longer ago than anything is kept');
    return { start_time: Math.max(start_time, oldest), end_time: Math.min(end_time, now + 1) };
  }

  /** The same, cut into steps. @param most how many at the most */
  windowOf(range: TimeRange, most?: number): TimeWindow {
    const { start_time, end_time } = this.of(range);
    return rangeWindow(start_time, end_time, most);
  }
}

function outside(path: string, message: string): Problem {
  return Problem.of(400, 'The query has faults.', { errors: [{ path, message }] });
}

import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Detector, type Overflow } from '../detections/detector.js';
import type { SecuritySignal } from '../detections/security-signal.js';
import { Exceptions } from '../exceptions/exceptions.js';
import { inspectRequest } from '../inspection/inspect-request.js';
import type { Paranoia } from '../inspection/rule.js';
import type { SecurityOccurrence } from '../security-event.recorder.js';
import { DecisionWriter } from './decision.writer.js';
import { Detections } from './detections.js';
import { findingEvent } from './finding-event.js';
import type { Observation } from './observation.js';
import { overflowEvent } from './overflow-event.js';

/** Fragments that every request tells by itself. */
const OF_ITS_OWN = new Set(['path.path', 'header.user-agent']);
/** Of each detection. */
const MAX_BUCKETS = 100_000;

/** Says of one signal whether it is an attack, by itself or together with those before it. */
@Injectable()
export class SignalJudge {
  private readonly detector: Detector;
  private readonly paranoia: Paranoia;
  private readonly action: 'none' | 'log' | 'block';

  constructor(
    environment: Environment,
    detections: Detections,
    private readonly exceptions: Exceptions,
    private readonly decisions: DecisionWriter,
  ) {
    this.paranoia = environment.get('SECURITY_PARANOIA') as Paranoia;
    this.action = environment.get('SECURITY_DECISIONS');
    this.detector = new Detector(detections.all, { maxBuckets: MAX_BUCKETS });
  }

  /** @returns the events that it is */
  judge(signal: SecuritySignal): SecurityOccurrence[] {
    const events = this.pour(signal);
    if (signal.kind === 'request') events.push(...this.inspect(signal as Observation));
    return events;
  }

  /** Forgets what no longer counts, and has decisions written that waited for the database. @param now epoch ms */
  async tidy(now: number): Promise<void> {
    this.detector.sweep(now);
    await this.decisions.write();
  }

  /** Has all decisions written that can be. */
  end(): Promise<void> {
    return this.decisions.end();
  }

  private pour(signal: SecuritySignal): SecurityOccurrence[] {
    return this.detector.pour(signal).map((overflow) => {
      this.decide(overflow);
      return overflowEvent(overflow);
    });
  }

  /** Path and User-Agent of every request, and what was found worth it of the rest. */
  private inspect(seen: Observation): SecurityOccurrence[] {
    const { service, method = '', route, path = '', userAgent, fragments = [] } = seen;
    const fields = fragments.filter(({ in: place, name }) => !OF_ITS_OWN.has(`${place}.${name}`));
    // Exceptions are of routes; what no route takes is of none.
    const isExcepted =
      route === undefined
        ? undefined
        : (rule: string, field: string) => this.exceptions.isExcepted(service, route, rule, field);
    return inspectRequest({ method, path, fields, userAgent }, this.paranoia, isExcepted).flatMap((finding) => [
      findingEvent(finding, seen),
      ...this.pour({ ...seen, kind: 'payload', attackClass: finding.attackClass }),
    ]);
  }

  private decide({ detection, group, at }: Overflow): void {
    if (!detection.decision || this.action === 'none') return;
    const { scope, duration_seconds: seconds } = detection.decision.block;
    const value = group[scope];
    if (value === undefined) return;
    const { description: reason, name } = detection;
    this.decisions.decide({ scope, value, reason, detection: name, seconds, action: this.action }, at);
  }
}

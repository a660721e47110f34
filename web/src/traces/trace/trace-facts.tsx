import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../../api/use-get.js';
import { formatLatency } from '../../format/duration.js';
import { spell } from '../../format/quantity.js';
import { StateIcon } from '../../state/state-icon.js';
import { Moment } from '../../time/moment.js';
import { toLogs, toService } from '../links.js';
import styles from './trace-facts.module.css';

interface TraceFactsProps {
  traceId: string;
  trace: AnswerOf<'/traces/{trace_id}'>;
  startAt: number;
}

/** What a trace was, in one line. */
export function TraceFacts({ traceId, trace, startAt }: TraceFactsProps) {
  const { duration_ms, span_count, services, error_count, errors, logs, truncated } = trace;
  return (
    <dl className={styles.facts}>
      <Fact name="Took">
        <strong className={styles.large}>{spell(formatLatency(duration_ms))}</strong>
      </Fact>
      <Fact name="Started">
        <Moment at={startAt} />
      </Fact>
      <Fact name="Spans">
        {span_count.toLocaleString('en')}
        {truncated && ' (more than are looked at)'}
      </Fact>
      <Fact name="Failed spans">
        {error_count > 0 && <StateIcon tone="error" size={14} />} {error_count}
      </Fact>
      <Fact name="Errors">{errors.count}</Fact>
      <Fact name="Log records">
        <Link {...toLogs({ trace_id: traceId }, { from: startAt, to: startAt + duration_ms })}>
          {logs.count.toLocaleString('en')}
        </Link>
      </Fact>
      <Fact name={services.length === 1 ? 'Service' : 'Services'}>
        {services.map((service) => (
          <Link key={service} {...toService(service)} className={styles.service} title={service}>
            {service}
          </Link>
        ))}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatPercent } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { Empty, Failure } from '../../panel/answer-view.js';
import { Panel } from '../../panel/panel.js';
import type { TimeSpan } from '../../time/time-range.js';
import styles from './comparison.module.css';
import { useAttributeShares } from './use-attribute-shares.js';

interface AttributesPanelProps {
  service: string;
  operation: string;
  earlier: TimeSpan;
  now: TimeSpan;
}

const share = (ratio: number) => spell(formatPercent(ratio * 100));

/** Which attributes the traces of one time have and those of the other do not: a version, a school, a host. Read on demand. */
export function AttributesPanel(question: AttributesPanelProps) {
  const [isAsked, setIsAsked] = useState(false);
  const { data, failure, isLoading, retry } = useAttributeShares(question, isAsked);
  return (
    <Panel title="Attributes that differ">
      {failure !== undefined && <Failure failure={failure} onRetry={retry} />}
      {data === undefined && failure === undefined && (
        <p className={styles.ask}>
          <Button variant="default" size="compact-sm" loading={isLoading} onClick={() => setIsAsked(true)}>
            Look at the attributes
          </Button>{' '}
          <span className={styles.note}>Reads up to 24 traces of each time.</span>
        </p>
      )}
      {data !== undefined && data.shares.length === 0 && (
        <Empty title={`None: in ${data.traces} traces no attribute is commoner at one time than at the other`} />
      )}
      {data !== undefined && data.shares.length > 0 && (
        <div className={styles.scroller}>
          <table className={styles.sides}>
            <thead>
              <tr>
                <th scope="col">Attribute</th>
                <th scope="col">Value</th>
                <th scope="col">Earlier</th>
                <th scope="col">Now</th>
              </tr>
            </thead>
            <tbody>
              {data.shares.map(({ name, value, earlier, now }) => (
                <tr key={`${name} ${value}`}>
                  <td>{name}</td>
                  <td className={styles.value}>{value}</td>
                  <td>{share(earlier)}</td>
                  <td>{share(now)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={styles.note}>
            Shares of the traces in which a span has the attribute, of {data.traces} traces that were read.
          </p>
        </div>
      )}
    </Panel>
  );
}

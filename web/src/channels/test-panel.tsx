import { Button } from '@mantine/core';
import { useState } from 'react';
import { Failure } from '../panel/answer-view.js';
import { Panel } from '../panel/panel.js';
import { StateIcon } from '../state/state-icon.js';
import type { Channel } from './channel.js';
import styles from './channels.module.css';
import { spellResult, type TestResult } from './test-result.js';
import { useChannelTest } from './use-channel-test.js';

/** Tries a channel: sends a test message and shows what the receiving side really answered. */
export function TestPanel({ channel: { name, type, unavailable } }: { channel: Channel }) {
  const [result, setResult] = useState<TestResult>();
  const test = useChannelTest(setResult);
  const run = (event: 'firing' | 'resolved') => {
    setResult(undefined);
    test.run({ name, event });
  };
  const tone = result?.delivered === true ? 'good' : 'critical';
  return (
    <Panel title="Test">
      <p className={styles.small}>
        {unavailable ?? 'A test message goes out now, and here is what the other side answers.'}
        {type === 'pagerduty' && ' It opens an incident: send “It is over” afterwards.'}
      </p>
      <div className={styles.line}>
        <Button disabled={unavailable !== null} loading={test.isRunning} onClick={() => run('firing')}>
          Send a test message
        </Button>
        <Button variant="default" disabled={unavailable !== null || test.isRunning} onClick={() => run('resolved')}>
          Send “It is over”
        </Button>
      </div>
      <div aria-live="polite">
        {result !== undefined && (
          <p className={styles.line} data-tone={tone}>
            <StateIcon tone={tone} /> {spellResult(result)}
          </p>
        )}
      </div>
      {result?.response != null && result.response !== '' && <pre className={styles.answer}>{result.response}</pre>}
      {test.failure !== undefined && <Failure failure={test.failure} />}
    </Panel>
  );
}

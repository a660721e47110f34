import { Tabs } from '@mantine/core';
import { Snippet } from '../../snippet/snippet.js';
import styles from './connect-service.module.css';
import { curlSnippet, ingestKeySnippet, nestSnippet } from './connect-snippets.js';

/** What to do next while no other service reports: make a key, then send with it. */
export function ConnectService() {
  const origin = new URL('.', document.baseURI).href.replace(/\/$/, '');
  return (
    <div className={styles.box}>
      <h3>Connect a service</h3>
      <p>So far only this service and its host report. Two steps bring another one onto this page.</p>
      <ol className={styles.steps}>
        <li>
          <h4>Make an ingest key</h4>
          <p>It may write and never read. You see it once.</p>
          <Snippet label="In the folder of this service" code={ingestKeySnippet(origin)} />
        </li>
        <li>
          <h4>Send with it</h4>
          <Tabs defaultValue="nest" keepMounted={false}>
            <Tabs.List aria-label="Ways to send">
              <Tabs.Tab value="nest">Nest service</Tabs.Tab>
              <Tabs.Tab value="curl">Anything with HTTP</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="nest" pt="sm">
              <Snippet label="app.module.ts" code={nestSnippet(origin)} />
            </Tabs.Panel>
            <Tabs.Panel value="curl" pt="sm">
              <Snippet label="Two metrics with curl" code={curlSnippet(origin)} />
            </Tabs.Panel>
          </Tabs>
        </li>
      </ol>
    </div>
  );
}

import { Tabs } from '@mantine/core';
import { Empty } from '../../panel/answer-view.js';
import { Snippet } from '../../snippet/snippet.js';
import styles from './send-errors.module.css';
import { curlSnippet, nestSnippet, sentryPythonSnippet, sentrySnippet } from './send-snippets.js';

/** How a service begins to send its errors. */
export function SendErrors() {
  const origin = new URL('.', document.baseURI).href.replace(/\/$/, '');
  const ways = [
    { key: 'nest', title: 'Nest service', label: 'app.module.ts', code: nestSnippet(origin) },
    { key: 'browser', title: 'Browser, by Sentry’s SDK', label: 'main.ts', code: sentrySnippet(origin) },
    { key: 'python', title: 'Python, by Sentry’s SDK', label: 'app.py', code: sentryPythonSnippet(origin) },
    { key: 'curl', title: 'Anything with HTTP', label: 'Terminal', code: curlSnippet(origin) },
  ];
  return (
    <Empty title="No error has come yet">
      <p>
        Services send their errors with an ingest key, which is made under Settings. Errors with the same cause become
        one group here, with their stack, source lines and trace.
      </p>
      <Tabs defaultValue="nest" keepMounted={false}>
        <Tabs.List aria-label="Ways to send errors" className={styles.ways}>
          {ways.map(({ key, title }) => (
            <Tabs.Tab key={key} value={key}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {ways.map(({ key, label, code }) => (
          <Tabs.Panel key={key} value={key} pt="sm">
            <Snippet label={label} code={code} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Empty>
  );
}

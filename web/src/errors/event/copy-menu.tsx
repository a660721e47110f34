import { Button, Menu, Modal } from '@mantine/core';
import { useState } from 'react';
import { Snippet } from '../../snippet/snippet.js';
import { Icon } from '../../state/icon.js';
import { copyText } from '../group/copy-text.js';
import type { ErrorEvent } from '../group/group.js';
import { eventMarkdown } from './event-markdown.js';
import { stackText } from './stack/stack-text.js';

/** Copies an event: as Markdown for a ticket, as the API's JSON, or its stack. */
export function CopyMenu({ event }: { event: ErrorEvent }) {
  const [shown, setShown] = useState<{ what: string; text: string }>();
  const stack = stackText(event, 'source');
  const raw = stackText(event, 'raw');

  function copy(what: string, text: string): void {
    void copyText(text, what).then((isCopied) => {
      if (!isCopied) setShown({ what, text });
    });
  }

  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="default" size="compact-sm" leftSection={<Icon name="copy" size={14} />}>
            Copy
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => copy('the event as Markdown', eventMarkdown(event, location.href))}>
            As Markdown
          </Menu.Item>
          <Menu.Item onClick={() => copy('the event as JSON', JSON.stringify(event, null, 2))}>As JSON</Menu.Item>
          {stack !== undefined && <Menu.Item onClick={() => copy('the stack', stack)}>Stack</Menu.Item>}
          {raw !== undefined && raw !== stack && (
            <Menu.Item onClick={() => copy('the stack as it was sent', raw)}>Stack as it was sent</Menu.Item>
          )}
          <Menu.Item onClick={() => copy('the link', location.href)}>Link to this view</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {shown !== undefined && (
        <Modal opened onClose={() => setShown(undefined)} title="The browser does not let this page copy" size="xl">
          <Snippet label={shown.what} code={shown.text} />
        </Modal>
      )}
    </>
  );
}

import { ActionIcon } from '@mantine/core';
import { say } from '../../actions/toasts.js';
import { Icon } from '../../state/icon.js';

/** Copies a text. Without a clipboard (plain http) it says so: the text beside it can be selected. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  function copy(): void {
    const clipboard: Clipboard | undefined = navigator.clipboard;
    if (clipboard === undefined) {
      say('This browser lets only pages over https copy. Select the text instead.', 'info');
      return;
    }
    clipboard.writeText(text).then(
      () => say(`Copied ${what}`, 'good'),
      () => say('The browser does not allow copying.', 'warning'),
    );
  }
  return (
    <ActionIcon variant="subtle" color="gray" size="xs" aria-label={`Copy ${what}`} onClick={copy}>
      <Icon name="copy" size={13} />
    </ActionIcon>
  );
}

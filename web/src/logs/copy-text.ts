import { say } from '../actions/toasts.js';

/** Puts a text on the clipboard and tells so. Plain http has no clipboard: the text is then told, to be copied by hand. */
export function copyText(text: string, what: string): void {
  const clipboard: Clipboard | undefined = navigator.clipboard;
  if (clipboard === undefined) {
    say(`${what}: ${text}`, 'info');
    return;
  }
  clipboard.writeText(text).then(
    () => say(`${what} copied`, 'good'),
    () => say(`The browser does not allow copying. ${what}: ${text}`, 'warning'),
  );
}

import { say } from '../../actions/toasts.js';

/** Copies a text and says so. @returns whether there is a clipboard: browsers give none to pages of plain http */
export async function copyText(text: string, what: string): Promise<boolean> {
  const clipboard: Clipboard | undefined = navigator.clipboard;
  if (clipboard === undefined) return false;
  try {
    await clipboard.writeText(text);
    say(`Copied ${what}`, 'good');
    return true;
  } catch {
    return false;
  }
}

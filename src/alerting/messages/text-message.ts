import type { AlertMessage } from './alert-message.js';
import { isAboutSeveral, measured } from './render-message.js';
import type { Words } from './template.js';

/** Three parts of a long text message with characters outside GSM's alphabet; each part is paid for. */
const MAX_TEXT = 200;

/** The words of a text message (SMS). */
export function textMessage(message: AlertMessage, { title, text, usual }: Words): string {
  const tellsValue = message.event === 'firing' && !isAboutSeveral(message);
  const detail = usual ? (tellsValue && measured(message.alert)) || '' : text;
  const whole = [title, detail].filter(Boolean).join('\n');
  return whole.length > MAX_TEXT ? `${whole.slice(0, MAX_TEXT - 3)}...` : whole;
}

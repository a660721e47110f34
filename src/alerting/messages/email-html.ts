import type { AlertMessage } from './alert-message.js';
import { type Chart, chartCaption, heights, isBad } from './chart.js';
import { facts } from './render-message.js';
import type { Words } from './template.js';

const BANDS = { info: '#1864ab', warning: '#a35200', error: '#c92a2a', critical: '#a61e4d' };
const RESOLVED = '#2b8a3e';
const HEIGHT_PX = 56;
/** For mail programs that show dark pages; the others invert light ones by themselves. */
const DARK =
  '@media (prefers-color-scheme: dark) { .page { background: #1a1b1e !important; } ' +
  '.card { background: #25262b !important; border-color: #373a40 !important; } .card td, .card th, .card p { color: #e9ecef !important; } ' +
  '.card th, .card .faint { color: #adb5bd !important; } .card a { color: #74c0fc !important; } }';

/**
 * The HTML body of a mail. Styles stand in the elements, and the chart is made of table cells: mail programs drop style
 * sheets, SVG and pictures from elsewhere, but not these. Every value is escaped, for tags and descriptions come from outside.
 */
export function emailHtml(message: AlertMessage, { title, text, usual }: Words, chart: Chart | undefined): string {
  const band = message.event === 'resolved' ? RESOLVED : BANDS[message.alert.severity];
  const paragraph = `<p style="margin:0;color:#212529;white-space:pre-wrap">${escapeHtml(text)}</p>`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    `<title>${escapeHtml(title)}</title><style>${DARK}</style></head>`,
    '<body class="page" style="margin:0;padding:16px;background:#f1f3f5;font:15px/1.45 Helvetica,Arial,sans-serif">',
    '<table role="presentation" class="card" align="center" width="600" cellpadding="0" cellspacing="0" ' +
      'style="width:100%;max-width:600px;background:#ffffff;border:1px solid #dee2e6">',
    `<tr><td bgcolor="${band}" style="background:${band};color:#ffffff !important;padding:14px 20px;font-size:18px;font-weight:bold">` +
      `${escapeHtml(title)}</td></tr>`,
    `<tr><td style="padding:16px 20px">${usual ? factTable(message) : paragraph}</td></tr>`,
    chart ? `<tr><td style="padding:0 20px 20px">${bars(chart, band)}</td></tr>` : '',
    '</table></body></html>',
  ].join('\n');
}

function factTable(message: AlertMessage): string {
  const rows = facts(message).map(
    ([label, text]) =>
      `<tr><th align="left" valign="top" style="padding:3px 16px 3px 0;font-weight:normal;color:#495057">${escapeHtml(label)}</th>` +
      `<td style="padding:3px 0;color:#212529;word-break:break-word">${label === 'Runbook' ? link(text) : escapeHtml(text)}</td></tr>`,
  );
  return `<table role="presentation" cellpadding="0" cellspacing="0">${rows.join('')}</table>`;
}

/** Values on the bad side of the threshold have the colour of the alert. */
function bars(chart: Chart, band: string): string {
  const cells = heights(chart).map((share, step) => {
    const height = share === undefined ? 1 : Math.max(2, Math.round(share * HEIGHT_PX));
    const color = share === undefined ? '#ced4da' : isBad(chart, chart.values[step]) ? band : '#74818d';
    return (
      `<td valign="bottom" height="${HEIGHT_PX}" style="padding:0 2px 0 0;vertical-align:bottom"><table role="presentation" cellpadding="0" ` +
      `cellspacing="0"><tr><td width="14" height="${height}" bgcolor="${color}" ` +
      `style="width:14px;height:${height}px;background:${color};font-size:0;line-height:0">&nbsp;</td></tr></table></td>`
    );
  });
  const caption = escapeHtml(chartCaption(chart));
  return (
    `<table role="img" aria-label="${caption}" cellpadding="0" cellspacing="0"><tr>${cells.join('')}</tr></table>` +
    `<p class="faint" style="margin:6px 0 0;color:#495057;font-size:13px">${caption}</p>`
  );
}

/** Only addresses of the web become links. */
function link(url: string): string {
  const shown = escapeHtml(url);
  return /^https?:\/\//.test(url) ? `<a href="${shown}" style="color:#1864ab">${shown}</a>` : shown;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** Of longer texts only the beginning is looked at. */
const MAX_TEXT = 512;
const PRODUCT = /^[\w.-]{1,24}/;

/** Words of user agents and what they mean; the first that is found counts, because browsers also name those they are like. */
const BROWSERS = [
  ['Edg', 'edge'],
  ['OPR/', 'opera'],
  ['SamsungBrowser', 'samsung'],
  ['Firefox', 'firefox'],
  ['FxiOS', 'firefox'],
  ['CriOS', 'chrome'],
  ['Chrome', 'chrome'],
  ['Safari', 'safari'],
] as const;
const SYSTEMS = [
  ['Android', 'android'],
  ['iPhone', 'ios'],
  ['iPad', 'ios'],
  ['Windows', 'windows'],
  ['CrOS', 'chromeos'],
  ['Mac OS X', 'macos'],
  ['Linux', 'linux'],
] as const;

/** The family of a device, coarse enough to survive updates: browser and system, or the first word of a program that is no browser. */
export function deviceFamilyOf(userAgent: string): string {
  const text = userAgent.slice(0, MAX_TEXT);
  const find = (words: readonly (readonly [string, string])[]) => words.find(([word]) => text.includes(word))?.[1];
  const program = find(BROWSERS) ?? PRODUCT.exec(text)?.[0].toLowerCase() ?? 'other';
  return `${program} ${find(SYSTEMS) ?? 'other'}`;
}

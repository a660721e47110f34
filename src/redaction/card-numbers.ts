import { markOf } from './redaction-mark.js';

/** As long as numbers of cards are (ISO/IEC 7812-1). */
const [LEAST, MOST] = [13, 19];
/** Thirteen digits or more with at most one space or hyphen between two, that are not part of a word or a decimal number. */
const RUN = /(?<![\w.])\d(?:[ -]?\d){12,}(?!\w|\.\d)/g;
const HIDDEN = markOf('card_number');

/** What every text with the number of a card has in it. */
export const CARD_HINT = '\\d(?:[ -]?\\d){12}';

/** Hides the numbers of payment cards, written in one piece or in groups of digits. */
export function redactCards(text: string): string {
  return text.replace(RUN, redactRun);
}

/** Whether so many digits are the number of a card: of the length, of an issuer and with the right check digit. */
export function isCardNumber(digits: string): boolean {
  // Cards begin with 2 to 6; milliseconds, microseconds and nanoseconds since 1970 with 1.
  return digits.length >= LEAST && digits.length <= MOST && digits[0]! >= '2' && digits[0]! <= '6' && luhn(digits);
}

/** A run may have other groups beside a card's, such as the month it expires in. */
function redactRun(run: string): string {
  const groups = run.split(/([ -])/);
  let clean = '';
  for (let i = 0; i < groups.length; ) {
    const end = endOfCard(groups, i);
    clean += end > i ? HIDDEN : groups[i]!;
    i = Math.max(end, i + 1);
  }
  return clean;
}

/** Where the longest number of a card that begins with a group ends; before it when there is none. */
function endOfCard(groups: readonly string[], start: number): number {
  let digits = '';
  let end = -1;
  for (let i = start; i < groups.length && digits.length < MOST; i += 2) {
    digits += groups[i]!;
    if (isCardNumber(digits)) end = i + 1;
  }
  return end;
}

/** The check of ISO/IEC 7812-1, annex B: every second digit from the right counts twice, with the digits of its double added. */
function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = digits.length - 1, twice = false; i >= 0; i--, twice = !twice) {
    const digit = digits.charCodeAt(i) - 48;
    sum += twice ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}

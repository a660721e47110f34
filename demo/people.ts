/** Somebody who uses the demo's services, as the proxy in front of them tells it. */
export interface Person {
  readonly id: string;
  readonly role: 'teacher' | 'parent' | 'pupil';
  readonly ipAddress: string;
  readonly userAgent: string;
}

const PEOPLE = 600;
/** One in so many is a teacher, as many are parents as pupils. */
const A_TEACHER_IN = 10;
const SCHOOLS = 12;
const BROWSERS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
];

/** Pupils and teachers of a school are behind one address; each of the parents has one of his own, at home or on a mobile network. */
export const people: readonly Person[] = Array.from({ length: PEOPLE }, (_, n) => {
  const role = n % A_TEACHER_IN === 0 ? 'teacher' : n % 2 === 0 ? 'parent' : 'pupil';
  const ipAddress = role === 'parent' ? `41.60.${n % 40}.${1 + (n % 250)}` : `196.4.80.${1 + (n % SCHOOLS)}`;
  return { id: `${role}-${n}`, role, ipAddress, userAgent: BROWSERS[n % BROWSERS.length]! };
});

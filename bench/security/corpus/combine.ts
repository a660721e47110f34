/**
 * Writes harmless/combined.txt: what people of a school send in forms, put together from parts so that every signed field meets every kind
 * of name. Always the same; run it after a change: `node dist/bench/security/corpus/combine.js`.
 */
import { writeFileSync } from 'node:fs';

const FIRST = [
  'Tendai',
  'Chipo',
  'Sipho',
  "N'Dri",
  'Thandiwe',
  'Farai',
  "Ng'andu",
  'Zoë',
  'Mary-Anne',
  'Nokuthula',
  'Tariro',
  'Kudzai',
  'Bongani',
];
const LAST = [
  "O'Brien",
  'Moyo',
  'Ndlovu',
  "D'Angelo",
  'Chikwanha',
  "N'Guessan",
  'van der Merwe',
  'Sibanda',
  "M'Bala",
  'Dube-Ncube',
  'Mutasa',
];
const SUBJECTS = [
  'Maths',
  'English',
  'Shona',
  'Ndebele',
  'Physics & Chemistry',
  "Women's Studies",
  'Art/Design',
  'C++',
  'History (A Level)',
];
const ROOMS = ['3A', 'Lab #2', 'Hall', "Bishop's Room", '4 Blue', 'Block C; upstairs'];
const MONTHS = ['January', 'March', 'May', 'July', 'September', 'November'];

let seed = 7;
/** Numerical Recipes' generator: the file must come out the same everywhere. */
function pick<T>(list: readonly T[]): T {
  seed = (seed * 1_664_525 + 1_013_904_223) >>> 0;
  return list[Math.floor((seed / 2 ** 32) * list.length)]!;
}
const below = (most: number): number => pick(Array.from({ length: most }, (_, n) => n));
const name = (): string => `${pick(FIRST)} ${pick(LAST)}`;
const day = (): string => `2024-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`;
const hex = (digits: number): string => Array.from({ length: digits }, () => below(16).toString(16)).join('');
const uuid = (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;

const SECTIONS: [place: string, lines: number, make: () => string][] = [
  ['body name', 90, name],
  [
    'query q',
    90,
    () =>
      pick([
        `${name()} ${pick(SUBJECTS)}`,
        `${pick(SUBJECTS)} ${2015 + below(10)}`,
        `${pick(FIRST)}'s marks`,
        `"${name()}"`,
        `${pick(LAST)} or ${pick(LAST)}`,
        `${pick(SUBJECTS)} and ${pick(SUBJECTS)}`,
      ]),
  ],
  [
    'body message',
    160,
    () =>
      pick([
        `${name()}'s mark in ${pick(SUBJECTS)} is ${below(101)}%; please sign.`,
        `Dear ${name()}, select ${1 + below(4)} subjects from the list by ${day()} -- ${name()}`,
        `${pick(FIRST)} & ${pick(FIRST)} are in ${pick(ROOMS)} at ${7 + below(9)}:30 (not ${pick(ROOMS)})`,
        `Can't come on ${1 + below(28)} ${pick(MONTHS)}: ${pick(FIRST)}'s ill; is ${below(20)} or ${below(20)} ok?`,
        `Fees for "${name()}": $${below(900)}.${10 + below(89)} = paid; balance < $${below(50)}`,
        `${pick(SUBJECTS)} > ${pick(SUBJECTS)}; that's what ${pick(FIRST)} said ;-)`,
        `Update: ${pick(SUBJECTS)} moved from ${pick(ROOMS)} to ${pick(ROOMS)} where ${name()} waits`,
      ]),
  ],
  [
    'body comment text',
    120,
    () =>
      pick([
        `I think ${pick(FIRST)}'s answer is right: x = ${below(50)} or x = -${below(50)}, because ${below(9)} < ${9 + below(9)}.`,
        `<b>${pick(SUBJECTS)}</b>: see <a href="https://example.org/${hex(6)}">this page</a>`,
        `SELECT name FROM pupils WHERE mark >= ${below(100)} AND form = ${1 + below(6)};`,
        `if (mark > ${below(100)}) { console.log("${pick(FIRST)} passed"); } else { alert('try again'); }`,
        `print("${name()}:", ${below(100)} * ${below(100)})`,
        `INSERT INTO marks VALUES (${below(900)}, '${pick(FIRST)}', ${below(101)});`,
        `<p onclick="show(${below(9)})">${pick(SUBJECTS)}</p>`,
      ]),
  ],
  [
    'body data',
    90,
    () =>
      JSON.stringify(
        pick<object>([
          { student: name(), form: 1 + below(6), subjects: [pick(SUBJECTS), pick(SUBJECTS)] },
          { id: uuid(), at: `${day()}T08:${10 + below(49)}:00Z`, room: pick(ROOMS) },
          { text: `It's "${pick(SUBJECTS)}" -- at ${7 + below(9)}`, by: name() },
          { filter: { mark: { min: below(50), max: 50 + below(50) } }, sort: `-${pick(['name', 'mark', 'form'])}` },
        ]),
      ),
  ],
  [
    'path',
    300,
    () =>
      pick([
        `/api/v1/students/${uuid()}/marks?term=${1 + below(3)}&year=${2015 + below(10)}`,
        `/api/v1/classes/${below(60)}/timetable?from=${day()}&to=${day()}`,
        `/api/v1/students?name=${encodeURIComponent(name())}&page=${1 + below(40)}`,
        `/api/v1/students?name=${name().replaceAll(' ', '+')}&form=${1 + below(6)}&sort=-mark,name`,
        `/api/v1/subjects/${encodeURIComponent(pick(SUBJECTS))}/marks?mark=${encodeURIComponent(`>=${below(100)}`)}`,
        `/api/v1/search?q=${encodeURIComponent(`${pick(SUBJECTS)} & ${pick(SUBJECTS)}`)}&cursor=${Buffer.from(day()).toString('base64')}`,
        `/api/v1/files/${uuid()}/${encodeURIComponent(`${pick(LAST)} ${pick(SUBJECTS).replace('/', '-')} (${below(9)}).pdf`)}?download=1`,
        `/api/v1/messages?with=${uuid()}&since=${encodeURIComponent(`${day()}T06:00:00+02:00`)}&limit=${10 + below(90)}`,
        `/login?next=${encodeURIComponent(`/students/${below(900)}?tab=marks&term=${1 + below(3)}`)}`,
      ]),
  ],
  [
    'query callback_url',
    40,
    () =>
      pick([
        `https://${pick(['app', 'pay', 'www'])}.example.co.zw/return?ref=${hex(8)}&ok=1`,
        `https://school${below(90)}.example.org:8443/hooks/${uuid()}`,
      ]),
  ],
  [
    'body address',
    60,
    () =>
      `${1 + below(99)}${pick(['', 'A', 'B'])} ${pick(LAST)}${pick(["'s", ''])} ${pick(['Road', 'Ave.', 'Street', 'Close'])}${pick([', ', '; ', ' - '])}${pick(['Harare', 'Bulawayo', 'Gweru & district', 'Mutare (Sakubva)'])}`,
  ],
  [
    'query slug identifier',
    40,
    () => `${pick(['form', 'grade', 'class'])}-${1 + below(7)}-${pick(['blue', 'red', 'gold'])}-${2015 + below(10)}`,
  ],
  [
    'body filename',
    40,
    () => `${pick(LAST)}_${pick(SUBJECTS).replace('/', '-')}_${day()}.${pick(['pdf', 'docx', 'jpg', 'xlsx'])}`,
  ],
];

const written = SECTIONS.map(([place, lines, make]) => {
  const made = new Set<string>();
  for (let tries = 0; made.size < lines && tries < lines * 50; tries++) made.add(make());
  return `@ ${place}\n${[...made].join('\n')}\n`;
});
writeFileSync('bench/security/corpus/harmless/combined.txt', written.join(''));

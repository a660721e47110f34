import type { AuditEntryView } from './audit.dto.js';
import { CSV_HEADER, csvLine } from './csv-line.js';

const ENTRY: AuditEntryView = {
  sequence: 7,
  id: 'entry-7',
  recorded_at: '2026-11-23T22:15:00.000Z',
  occurred_at: '2026-11-23T22:15:00.000Z',
  service: 'grades',
  actor: 'teacher-17',
  action: 'grade.changed',
  target_type: 'grade',
  target_id: null,
  before: null,
  after: null,
  details: {},
  request_id: null,
  trace_id: null,
  ip_address: null,
  reported_by: null,
  previous_hash: '00',
  hash: '01',
};
const lineOf = (entry: Partial<AuditEntryView>) => csvLine({ ...ENTRY, ...entry });
const column = (name: string) => CSV_HEADER.trim().split(',').indexOf(name);

describe('csvLine', () => {
  it.each([
    ['plain', 'teacher-17', 'teacher-17'],
    ['with a comma and quotes', 'O"Brien, A', '"O""Brien, A"'],
    ['over two lines', 'a\nb', '"a\nb"'],
    ['a formula', '=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['another formula', '@SUM(A1)', "'@SUM(A1)"],
  ])('writes a text %s', (_, actor, written) => {
    expect(lineOf({ actor })).toContain(`,${written},`);
  });

  it('writes structures as JSON, and nothing for null', () => {
    expect(lineOf({ details: { a: 1 } })).toContain(',"{""a"":1}",');
    const cells = lineOf({}).trim().split(',');
    expect(cells[column('sequence')]).toBe('7');
    expect(cells[column('target_id')]).toBe('');
  });
});

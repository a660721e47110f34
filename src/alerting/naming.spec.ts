import { columnList, fromWire, selectList, toRecordset, toWire } from './naming.js';

interface Example {
  firedAt: Date | null;
  runbookUrl: string | null;
  tags: Record<string, string>;
}

const example: Example = { firedAt: new Date(0), runbookUrl: null, tags: { routeName: 'a_b' } };

describe('naming', () => {
  it('writes an entity as the wire shows it, leaving tags alone', () => {
    expect(toWire(example)).toEqual({
      fired_at: '1970-01-01T00:00:00.000Z',
      runbook_url: null,
      tags: { routeName: 'a_b' },
    });
  });

  it('reads what came over the wire, without what was left out', () => {
    const given: { runbook_url: string | null; threshold?: number; divide_by: { metric_name: string } } = {
      runbook_url: null,
      threshold: undefined,
      divide_by: { metric_name: 'a' },
    };
    expect(fromWire(given)).toEqual({ runbookUrl: null, divideBy: { metric_name: 'a' } });
    expect(Object.keys(fromWire(given))).not.toContain('threshold');
  });

  it('names columns', () => {
    expect(selectList<Example>(['firedAt', 'tags'])).toBe('fired_at as "firedAt", tags as "tags"');
    expect(columnList<Example>(['firedAt', 'runbookUrl'])).toBe('fired_at, runbook_url');
  });

  it('writes rows for PostgreSQL', () => {
    expect(toRecordset([example])).toBe(
      '[{"fired_at":"1970-01-01T00:00:00.000Z","runbook_url":null,"tags":{"routeName":"a_b"}}]',
    );
  });
});

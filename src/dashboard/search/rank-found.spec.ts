import { rankFound } from './rank-found.js';
import type { FoundKind, FoundView } from './search.dto.js';

const found = (kind: FoundKind, title: string): FoundView => ({ kind, id: title, title, subtitle: '' });
const titles = (items: FoundView[]) => items.map(({ kind, title }) => `${kind} ${title}`);

describe('rankFound', () => {
  it('puts the very name first, then beginnings, then beginnings of words, then the rest', () => {
    const items = [
      found('metric', 'repayments_total'),
      found('operation', 'GET /pay'),
      found('metric', 'payments_total'),
      found('error_group', 'TimeoutError: nothing in its title'),
      found('alert_rule', 'Pay'),
    ];
    expect(titles(rankFound(items, 'PAY', 20))).toEqual([
      'alert_rule Pay',
      'metric payments_total',
      'operation GET /pay',
      'metric repayments_total',
      'error_group TimeoutError: nothing in its title',
    ]);
  });

  it('puts services before metrics that fit as well, keeps the order in which they were found, and takes no more than it may', () => {
    const items = [found('metric', 'a b'), found('metric', 'a a'), found('service', 'a z')];
    expect(titles(rankFound(items, 'a', 2))).toEqual(['service a z', 'metric a b']);
  });

  it('takes any text for what it is', () => {
    const items = [found('service', '.*'), found('service', 'x\u{1F4A9}.*'), found('service', 'İstanbul')];
    expect(titles(rankFound(items, '.*', 3))[0]).toBe('service .*');
    expect(rankFound(items, '\u{1F4A9}', 3)).toHaveLength(3);
  });
});

import type { ServiceRow } from '../../api/dashboard.js';
import { sortServices } from './sort-services.js';

function row(service: string, changes: Partial<ServiceRow> = {}): ServiceRow {
  return { service, requests_per_second: 1, error_percent: 0, p95_ms: 10, up: null, ...changes };
}

describe('services', () => {
  it('come in the order they need attention', () => {
    const rows = [
      row('b'),
      row('a'),
      row('busy', { requests_per_second: 90 }),
      row('silent', { requests_per_second: 0, error_percent: null }),
      row('failing', { error_percent: 12 }),
      row('down', { up: false, error_percent: null }),
    ];
    expect(sortServices(rows).map(({ service }) => service)).toEqual(['down', 'failing', 'busy', 'a', 'b', 'silent']);
  });
});

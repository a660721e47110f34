import { Button, Menu } from '@mantine/core';
import { API } from '../../api/request.js';
import { resolveRange } from '../../time/time-range.js';
import { useTimeRange } from '../../time/use-time-range.js';
import { callOf } from '../use-pages.js';
import { type AuditSearch, auditQueryOf } from './audit-search.js';

/** Downloads every entry that fits, or the whole trail, of which alone the chain can be checked elsewhere. */
export function AuditExport({ search }: { search: AuditSearch }) {
  const { range } = useTimeRange();
  const hrefOf = (format: 'ndjson' | 'csv'): string => {
    const { from, to } = resolveRange(range, Date.now());
    const times = { start_time: new Date(from).toISOString(), end_time: new Date(to).toISOString() };
    return API + callOf('/audit/export', { format, ...auditQueryOf({ ...search }), ...times });
  };
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="default">Export</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>What fits, of this time</Menu.Label>
        <Menu.Item component="a" href={hrefOf('ndjson')} download>
          Lines of JSON (NDJSON)
        </Menu.Item>
        <Menu.Item component="a" href={hrefOf('csv')} download>
          Table (CSV)
        </Menu.Item>
        <Menu.Label>Whose chain can be checked elsewhere</Menu.Label>
        <Menu.Item component="a" href={`${API}/audit/export?format=ndjson`} download>
          The whole trail
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

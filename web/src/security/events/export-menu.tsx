import { Button, Menu } from '@mantine/core';
import { API } from '../../api/request.js';
import { resolveRange } from '../../time/time-range.js';
import { useTimeRange } from '../../time/use-time-range.js';
import { type EventFilter, queryOf } from '../event-search.js';
import { callOf } from '../use-pages.js';

const FORMATS = [
  { format: 'ndjson', label: 'Lines of JSON (NDJSON)' },
  { format: 'csv', label: 'Table (CSV)' },
  { format: 'ocsf', label: 'For a SIEM (OCSF)' },
] as const;

/** Downloads every event that fits the filters and the time, not only those that are on the page. */
export function ExportMenu({ search }: { search: EventFilter }) {
  const { range } = useTimeRange();
  const hrefOf = (format: string): string => {
    const { from, to } = resolveRange(range, Date.now());
    const times = { start_time: new Date(from).toISOString(), end_time: new Date(to).toISOString() };
    return API + callOf('/security/events/export', { format, ...queryOf(search), ...times });
  };
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="default">Export</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>All that fit, oldest first</Menu.Label>
        {FORMATS.map(({ format, label }) => (
          <Menu.Item key={format} component="a" href={hrefOf(format)} download>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

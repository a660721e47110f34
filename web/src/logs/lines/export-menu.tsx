import { Button, Menu } from '@mantine/core';
import { API } from '../../api/request.js';
import { curlOf } from '../../panel/api-call-dialog.js';
import { Icon } from '../../state/icon.js';
import { copyText } from '../copy-text.js';

/** What can be taken along of the list: the records as a file, the call for a terminal, the link. */
export function ExportMenu({ call }: { call: string }) {
  const file = `${API}${exportOf(call)}`;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="default" size="compact-sm" rightSection={<Icon name="down" size={14} />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={file} download="logs.ndjson" leftSection={<Icon name="down" />}>
          All of these as NDJSON
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="code" />} onClick={() => copyText(curlOf(`${API}${call}`), 'Call')}>
          Copy as curl
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="code" />} onClick={() => copyText(curlOf(file), 'Call')}>
          Copy the export as curl
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="link" />} onClick={() => copyText(location.href, 'Link')}>
          Copy link to this search
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The export of what a list shows: the same filter without its pages. */
function exportOf(call: string): string {
  const search = new URLSearchParams(call.slice(call.indexOf('?') + 1));
  search.delete('limit');
  return `/logs/export?${search}`;
}

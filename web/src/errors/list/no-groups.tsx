import { Button } from '@mantine/core';
import { useGet } from '../../api/use-get.js';
import { Empty } from '../../panel/answer-view.js';
import type { GroupSearch } from './group-search.js';
import { SendErrors } from './send-errors.js';

interface NoGroupsProps {
  search: GroupSearch;
  isNarrowed: boolean;
  onReset: () => void;
}

/** What stands where no group is listed: nothing fits, nothing is wrong, or nobody has sent an error yet. */
export function NoGroups({ search: { tab = 'unresolved' }, isNarrowed, onReset }: NoGroupsProps) {
  const any = useGet('/error-groups', { query: { limit: 1 }, topics: ['errors'] });
  if (isNarrowed) {
    return (
      <Empty title="No group fits the filters">
        <div>
          <Button variant="default" size="compact-sm" onClick={onReset}>
            Take the filters away
          </Button>
        </div>
      </Empty>
    );
  }
  if (any.data?.items.length === 0) return <SendErrors />;
  return (
    <Empty title={tab === 'unresolved' ? 'Everything is resolved or ignored' : 'None is in this state'}>
      <p>The tab “All” lists the errors that there are.</p>
    </Empty>
  );
}

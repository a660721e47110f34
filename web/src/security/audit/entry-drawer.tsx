import { Drawer } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useGet } from '../../api/use-get.js';
import { AnswerView } from '../../panel/answer-view.js';
import { EntryDetail } from './entry-detail.js';

/** One entry with everything that it holds, beside the list. */
export function EntryDrawer({ entryId }: { entryId: string }) {
  const navigate = useNavigate({ from: '/security/audit' });
  const answer = useGet('/audit/{entry_id}', { path: { entry_id: entryId } });
  const close = () => void navigate({ search: (search) => ({ ...search, entry: undefined }), resetScroll: false });
  return (
    <Drawer opened onClose={close} size="min(760px, 100%)" title="Audit entry">
      <AnswerView answer={answer} waitingHeight={320}>
        {(entry) => <EntryDetail entry={entry} />}
      </AnswerView>
    </Drawer>
  );
}

import { Drawer } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useGet } from '../../api/use-get.js';
import { AnswerView, Empty } from '../../panel/answer-view.js';
import { EntryDetail } from './entry-detail.js';

/** The API finds entries by their time: so many of one millisecond are looked through. */
const OF_ONE_MOMENT = 1000;

/** One entry with everything that it holds, beside the list. */
export function EntryDrawer({ entryId, at }: { entryId: string; at: string }) {
  const navigate = useNavigate({ from: '/security/audit' });
  const moment = Date.parse(at);
  const answer = useGet('/audit', { query: { limit: OF_ONE_MOMENT }, range: { from: moment, to: moment + 1 } });
  const close = () =>
    void navigate({ search: (search) => ({ ...search, entry: undefined, at: undefined }), resetScroll: false });
  return (
    <Drawer opened onClose={close} size="min(760px, 100%)" title="Audit entry">
      <AnswerView answer={answer} waitingHeight={320}>
        {({ items }) => {
          const entry = items.find(({ id }) => id === entryId);
          return entry === undefined ? <Empty title="The entry is not there" /> : <EntryDetail entry={entry} />;
        }}
      </AnswerView>
    </Drawer>
  );
}

import { ConfirmButton } from '../../actions/confirm-button.js';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { type Answer, useGet } from '../../api/use-get.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { useMayChange } from '../../sign-in/session.js';
import { type Column, DataTable } from '../../table/data-table.js';
import { Ago } from '../../time/moment.js';
import { SCOPE_WORDS } from '../words.js';
import { AllowButton } from './allow-button.js';
import styles from './decisions.module.css';
import { SubjectLink } from './subject-link.js';

type Allowed = components['schemas']['AllowedView'];
type Subject = components['schemas']['AllowedSubject'];
type DecisionList = components['schemas']['DecisionList'];

const WHO: Column<Subject> = {
  key: 'who',
  title: 'Who',
  width: 'minmax(130px, 1.4fr)',
  value: ({ value }) => value,
  cell: (subject) => (
    <span className={styles.who}>
      <SubjectLink subject={subject} />
      <span className={styles.muted}>{SCOPE_WORDS[subject.scope]}</span>
    </span>
  ),
};
const COLUMNS: readonly Column<Allowed>[] = [
  WHO as Column<Allowed>,
  {
    key: 'why',
    title: 'Why, and by whom',
    width: 'minmax(160px, 3fr)',
    cell: ({ comment, created_by: person, created_at: at }) => (
      <span className={styles.why}>
        <span title={comment}>{comment}</span>
        <span className={styles.muted}>
          {person}, <Ago at={at} />
        </span>
      </span>
    ),
  },
  { key: 'remove', title: '', width: '92px', align: 'end', cell: (entry) => <RemoveButton entry={entry} /> },
];
const TITLE = 'Allow list';
const EMPTY = (
  <Empty title="Nobody is on the allow list">
    <p>Put on it whom no decision is to block: an office, a monitoring probe, an own proxy.</p>
  </Empty>
);

/** Whom no decision blocks. Why is for administrators; viewers see who is on it. */
export function AllowListPanel({ decisions }: { decisions: Answer<DecisionList> }) {
  return useMayChange() ? <OwnList /> : <PlainList decisions={decisions} />;
}

function OwnList() {
  const answer = useGet('/security/allow-list', { topics: ['security'] });
  return (
    <AnswerPanel
      title={TITLE}
      answer={answer}
      flush
      actions={<AllowButton>Allow somebody</AllowButton>}
      isEmpty={({ items }) => items.length === 0}
      empty={EMPTY}
    >
      {({ items }) => (
        <DataTable
          label={TITLE}
          columns={COLUMNS}
          rows={items}
          rowKey={({ allowed_id }) => allowed_id}
          rowHeight={56}
          maxHeight={360}
        />
      )}
    </AnswerPanel>
  );
}

function PlainList({ decisions }: { decisions: Answer<DecisionList> }) {
  return (
    <AnswerPanel title={TITLE} answer={decisions} flush isEmpty={({ allowed }) => allowed.length === 0} empty={EMPTY}>
      {({ allowed }) => (
        <DataTable
          label={TITLE}
          columns={[WHO]}
          rows={allowed}
          rowKey={({ scope, value }) => `${scope} ${value}`}
          rowHeight={56}
          maxHeight={360}
        />
      )}
    </AnswerPanel>
  );
}

function RemoveButton({ entry: { allowed_id, value } }: { entry: Allowed }) {
  const removing = useChange(
    () => api.DELETE('/security/allow-list/{allowed_id}', { params: { path: { allowed_id } } }),
    { topics: ['security', 'audit'], done: `Off the allow list: ${value}` },
  );
  return (
    <ConfirmButton
      question="Take off the allow list?"
      consequence={`Decisions about ${value} hold again, also those that were there before.`}
      verb="Take off"
      aria-label={`Remove ${value} from the allow list`}
      loading={removing.isRunning}
      onConfirm={() => removing.run(undefined)}
    >
      Remove
    </ConfirmButton>
  );
}

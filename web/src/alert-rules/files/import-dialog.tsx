import { Button, Group, Modal, Textarea } from '@mantine/core';
import { type ChangeEvent, useState } from 'react';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { Failure } from '../../panel/answer-view.js';
import styles from './import-dialog.module.css';
import { ImportResults } from './import-results.js';

type ImportResult = components['schemas']['RuleImportResult'];

/** Takes rules from a file: shows what it would change first, and then does it. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [yaml, setYaml] = useState('');
  const [checked, setChecked] = useState<{ yaml: string; result: ImportResult }>();
  const checking = useChange(
    (text: string) => api.POST('/alert-rules/import', { params: { query: { dry_run: 'true' } }, body: { yaml: text } }),
    { topics: [], showsFailure: true, onDone: (result, text) => setChecked({ yaml: text, result }) },
  );
  const importing = useChange((text: string) => api.POST('/alert-rules/import', { body: { yaml: text } }), {
    topics: ['alerts', 'configuration'],
    done: (result) => `${countOf(result)} imported`,
    onDone: (result, text) => (isFlawless(result) ? onClose() : setChecked({ yaml: text, result })),
    showsFailure: true,
  });
  const current = checked?.yaml === yaml ? checked.result : undefined;
  const isTaken = current?.items.some(({ status }) => status === 'created' || status === 'changed') ?? false;
  const failure = importing.failure ?? checking.failure;
  const read = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const text = await currentTarget.files?.[0]?.text();
    if (text !== undefined) setYaml(text);
  };
  return (
    <Modal opened onClose={onClose} title="Import rules" size="xl">
      <div className={styles.dialog}>
        <label className={styles.file}>
          A YAML file: <input type="file" accept=".yaml,.yml,application/yaml" onChange={(event) => void read(event)} />
        </label>
        <Textarea
          className={styles.text}
          label="Or its text"
          description="Rules are created and changed by name; those that the file does not name stay as they are."
          rows={checked === undefined ? 12 : 6}
          spellCheck={false}
          value={yaml}
          onChange={({ currentTarget }) => setYaml(currentTarget.value)}
        />
        {failure !== undefined && current === undefined && <Failure failure={failure} />}
        {current !== undefined && <ImportResults yaml={yaml} result={current} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button
            variant={current === undefined ? 'filled' : 'default'}
            disabled={yaml.trim() === ''}
            loading={checking.isRunning}
            onClick={() => checking.run(yaml)}
          >
            Show what would change
          </Button>
          <Button
            disabled={!isTaken || current?.dry_run !== true}
            loading={importing.isRunning}
            onClick={() => importing.run(yaml)}
          >
            {current === undefined ? 'Import' : `Import ${countOf(current)}`}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}

function isFlawless({ items }: ImportResult): boolean {
  return items.every(({ status }) => status !== 'invalid');
}

/** "3 rules": those that are not as they should be yet. */
function countOf({ items }: ImportResult): string {
  const count = items.filter(({ status }) => status === 'created' || status === 'changed').length;
  return count === 1 ? '1 rule' : `${count} rules`;
}

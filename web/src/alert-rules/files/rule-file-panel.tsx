import { AnswerPanel } from '../../panel/answer-panel.js';
import { Snippet } from '../../snippet/snippet.js';
import { useRuleFile } from './use-rule-file.js';

/** One rule as YAML, to be copied into a file. */
export function RuleFilePanel({ name }: { name: string }) {
  const file = useRuleFile(name);
  return (
    <AnswerPanel title="As YAML" answer={file}>
      {(yaml) => (
        <>
          <Snippet label="alert-rules.yaml" code={yaml} />
          <p>
            What is left at its default is left out. “Import” on the page of all rules takes it back; so does the
            service at its start, from files that <code>ALERT_RULES_FILES</code> names.
          </p>
        </>
      )}
    </AnswerPanel>
  );
}

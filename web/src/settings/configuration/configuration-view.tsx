import { useGet } from '../../api/use-get.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { Facts } from '../../panel/facts.js';
import { Panel } from '../../panel/panel.js';
import { useMayChange } from '../../sign-in/session.js';
import { ConfigurationForm } from './configuration-form.js';
import { SETTINGS } from './known-settings.js';

/** The settings that change while the service runs. The service shows their values to administrators alone. */
export function ConfigurationView() {
  return useMayChange() ? <Changeable /> : <Meanings />;
}

function Changeable() {
  const answer = useGet('/config', { topics: ['configuration'] });
  return (
    <AnswerPanel title="Settings" answer={answer} waitingHeight={400}>
      {(configuration) => <ConfigurationForm configuration={configuration} />}
    </AnswerPanel>
  );
}

function Meanings() {
  return (
    <Panel title="Settings">
      <Empty title="Administrators see and change the values">
        <p>What can be changed while the service runs, and what it is where nobody said otherwise:</p>
      </Empty>
      <Facts
        items={Object.values(SETTINGS).map(({ label, standard, unit = '' }) => [
          label,
          typeof standard === 'boolean' ? (standard ? 'yes' : 'no') : `${standard} ${unit}`,
        ])}
      />
    </Panel>
  );
}

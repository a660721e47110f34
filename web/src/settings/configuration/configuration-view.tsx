import { useGet } from '../../api/use-get.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { Facts } from '../../panel/facts.js';
import { useMayChange } from '../../sign-in/session.js';
import { ConfigurationForm } from './configuration-form.js';
import { SETTINGS, type SettingName, spellSetting } from './known-settings.js';

/** The settings that change while the service runs. The service shows their values to administrators alone. */
export function ConfigurationView() {
  return useMayChange() ? <Changeable /> : <Meanings />;
}

function Changeable() {
  const answer = useGet('/config', { topics: ['configuration'] });
  const settings = useGet('/config/settings');
  return (
    <AnswerPanel title="Settings" answer={answer} waitingHeight={400}>
      {(configuration) => <ConfigurationForm configuration={configuration} settings={settings.data?.items ?? []} />}
    </AnswerPanel>
  );
}

function Meanings() {
  const answer = useGet('/config/settings');
  return (
    <AnswerPanel title="Settings" answer={answer}>
      {({ items }) => (
        <>
          <Empty title="Administrators see and change the values">
            <p>What can be changed while the service runs, and what it is while nobody has changed it:</p>
          </Empty>
          <Facts
            items={items.map(({ name, default_value: value }) => [
              SETTINGS[name as SettingName]?.label ?? name,
              spellSetting(name as SettingName, value),
            ])}
          />
        </>
      )}
    </AnswerPanel>
  );
}

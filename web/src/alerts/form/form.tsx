import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiFailure } from '../../api/failure.js';
import { StateIcon } from '../../state/state-icon.js';
import { faultsElsewhere } from './faults.js';
import styles from './form.module.css';

export interface FormProps {
  /** The word on the button that sends it. */
  verb: string;
  isRunning: boolean;
  failure: ApiFailure | undefined;
  /** The paths whose faults the fields show; the others are shown at the end. */
  shown: readonly string[];
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
}

/** Fields, what the service refused, and the buttons. What was typed stays until the service takes it. */
export function Form({ verb, isRunning, failure, shown, onSubmit, onCancel, children }: FormProps) {
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      {failure !== undefined && (
        <div className={styles.failure} role="alert" data-tone="critical">
          <StateIcon tone="critical" size={16} />
          <div>
            <p>{failure.message}</p>
            {faultsElsewhere(failure, shown).map(({ path, message }) => (
              <p key={path + message}>
                <code>{path}</code> {message}
              </p>
            ))}
          </div>
        </div>
      )}
      <div className={styles.foot}>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={isRunning}>
          {verb}
        </Button>
      </div>
    </form>
  );
}

/** Fields that belong together, under their heading. */
export function FieldGroup({ legend, help, children }: { legend: string; help?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{legend}</legend>
      {help !== undefined && <p className={styles.help}>{help}</p>}
      {children}
    </fieldset>
  );
}

/** Fields side by side where there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

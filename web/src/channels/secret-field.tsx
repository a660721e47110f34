import { Button, PasswordInput } from '@mantine/core';
import type { ChannelField } from './channel.js';
import styles from './channels.module.css';

interface SecretFieldProps {
  field: ChannelField;
  /** Whether the channel has one already; it is never shown. */
  isSet: boolean;
  isRemoved: boolean;
  value: string;
  onChange: (value: string) => void;
  onRemove: (isRemoved: boolean) => void;
  error?: string;
}

/** A secret of a channel: what is set stays unless another is typed or it is taken away. */
export function SecretField({ field, isSet, isRemoved, value, onChange, onRemove, error }: SecretFieldProps) {
  const placeholder = isRemoved ? 'taken away when saved' : isSet ? 'set; type to replace it' : field.placeholder;
  return (
    <div className={styles.secret}>
      <PasswordInput
        label={field.label}
        description={field.about}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={placeholder}
        required={field.isNeeded}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': `Show ${field.label}` }}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        error={error}
      />
      {isSet && !field.isNeeded && (
        <Button variant="default" onClick={() => onRemove(!isRemoved)}>
          {isRemoved ? 'Keep it' : 'Take away'}
        </Button>
      )}
    </div>
  );
}

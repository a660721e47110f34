import { Select, Textarea, TextInput } from '@mantine/core';
import type { ChannelField } from './channel.js';

interface SettingFieldProps {
  field: ChannelField;
  value: string;
  onChange: (value: string) => void;
  error?: string;
}

/** One setting of a channel, by its form. */
export function SettingField({ field, value, onChange, error }: SettingFieldProps) {
  const { label, about, placeholder, isNeeded, form, choices } = field;
  const frame = {
    label,
    description: about,
    placeholder,
    error,
    required: isNeeded,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
  };
  if (form === 'choice') {
    return (
      <Select
        {...frame}
        placeholder={isNeeded ? 'Choose one' : choices?.[0]?.label}
        data={[...(choices ?? [])]}
        value={value === '' ? null : value}
        onChange={(next) => onChange(next ?? '')}
      />
    );
  }
  if (form === 'list') {
    return (
      <Textarea
        {...frame}
        description="One a line"
        rows={3}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...frame}
      inputMode={form === 'port' ? 'numeric' : undefined}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

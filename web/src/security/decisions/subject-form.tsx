import { Select, TextInput } from '@mantine/core';
import { SCOPE_WORDS, type Scope } from '../words.js';
import { subjectFault } from './subject-fault.js';
import type { Subject } from './subject-state.js';

const SCOPES = (Object.keys(SCOPE_WORDS) as Scope[]).map((value) => ({ value, label: SCOPE_WORDS[value] }));

interface SubjectFormProps {
  subject: Subject;
  onChange: (subject: Subject) => void;
}

/** Whom it is about: an address, a network or a user. */
export function SubjectForm({ subject: { scope, value }, onChange }: SubjectFormProps) {
  return (
    <>
      <Select
        label="Who is it"
        data={SCOPES}
        value={scope}
        allowDeselect={false}
        onChange={(next) => onChange({ scope: next as Scope, value })}
      />
      <TextInput
        label={SCOPE_WORDS[scope]}
        placeholder={{ ip_address: '198.51.100.7', network: '198.51.100.0/24', user_id: 'user123' }[scope]}
        required
        maxLength={256}
        value={value}
        error={value === '' ? undefined : subjectFault(scope, value)}
        onChange={({ currentTarget }) => onChange({ scope, value: currentTarget.value })}
      />
    </>
  );
}

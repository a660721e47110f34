import { Button, type ButtonProps, Group, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';

interface ConfirmButtonProps extends ButtonProps {
  children: ReactNode;
  /** What will happen, as a question. */
  question: string;
  /** What follows from it. */
  consequence?: ReactNode;
  /** The word on the button that does it; the label of this button unless given. */
  verb?: ReactNode;
  onConfirm: () => void;
}

/** A button for what cannot be taken back easily: asks first. */
export function ConfirmButton({ children, question, consequence, verb, onConfirm, ...button }: ConfirmButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="default" size="compact-sm" {...button} onClick={() => setIsOpen(true)}>
        {children}
      </Button>
      <Modal opened={isOpen} onClose={() => setIsOpen(false)} title={question}>
        {consequence !== undefined && <p>{consequence}</p>}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setIsOpen(false)} data-autofocus>
            Cancel
          </Button>
          <Button
            color="red.8"
            onClick={() => {
              setIsOpen(false);
              onConfirm();
            }}
          >
            {verb ?? children}
          </Button>
        </Group>
      </Modal>
    </>
  );
}

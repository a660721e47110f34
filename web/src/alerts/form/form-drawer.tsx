import { Drawer } from '@mantine/core';
import { Form, type FormProps } from './form.js';

interface FormDrawerProps extends Omit<FormProps, 'onCancel'> {
  title: string;
  size?: 'md' | 'lg' | 'xl';
  onClose: () => void;
}

/** A form in a drawer beside the page. What was typed is gone when it is closed. */
export function FormDrawer({ title, size = 'lg', onClose, ...form }: FormDrawerProps) {
  return (
    <Drawer opened onClose={onClose} size={size} title={title}>
      <Form {...form} onCancel={onClose} />
    </Drawer>
  );
}

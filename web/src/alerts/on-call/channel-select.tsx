import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import { useGet } from '../../api/use-get.js';

/** Chooses channels by their names; those that are named and no longer there stay to be seen. */
export function ChannelSelect(props: Omit<MultiSelectProps, 'data'> & { value: string[] }) {
  const { data } = useGet('/channels', { topics: ['configuration'] });
  const names = new Set([...(data?.items ?? []).map(({ name }) => name), ...props.value]);
  return <MultiSelect searchable {...props} data={[...names]} />;
}

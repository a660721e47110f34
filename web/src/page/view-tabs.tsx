import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';

interface ViewTabsProps<V extends string> {
  /** What the tabs choose between, for screen readers. */
  label: string;
  views: Readonly<Record<V, string>>;
  value: V;
  onChange: (view: V) => void;
  /** What the chosen tab shows. */
  children: ReactNode;
}

/** The views of a page as tabs; the page keeps the chosen one in its address. */
export function ViewTabs<V extends string>({ label, views, value, onChange, children }: ViewTabsProps<V>) {
  const all = Object.entries(views) as [V, string][];
  return (
    <Tabs value={value} onChange={(next) => next !== null && onChange(next as V)} keepMounted={false}>
      <Tabs.List mb={16} aria-label={label}>
        {all.map(([view, title]) => (
          <Tabs.Tab key={view} value={view}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={value}>{children}</Tabs.Panel>
    </Tabs>
  );
}

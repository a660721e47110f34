import { useMemo } from 'react';
import { useGet } from '../api/use-get.js';
import type { Mark } from './marks.js';

const KINDS: Readonly<Record<string, Mark['kind'] | undefined>> = {
  deployment: 'deployment',
  service_started: 'deployment',
  alert_fired: 'alert',
  configuration: 'change',
};

/**
 * What happened in the page's time range, for every chart: asked for once, however many charts there are.
 * @param service only what happened to this one
 */
export function useMarks(service?: string): readonly Mark[] {
  const { data } = useGet('/changes', {
    query: service === undefined ? undefined : { service },
    range: true,
    topics: ['alerts', 'configuration'],
  });
  return useMemo(
    () =>
      (data?.items ?? []).flatMap(({ at, kind, title }) => {
        const known = KINDS[kind];
        return known === undefined ? [] : [{ at: Date.parse(at), title, kind: known }];
      }),
    [data],
  );
}

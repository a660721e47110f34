import { useEffect, useState } from 'react';
import type { components } from '../../api/schema.js';

type Health = components['schemas']['HealthView'];
type Since = Readonly<Partial<Record<keyof Health['checks'], string>>>;

/** Since when this page has seen each check down: the service tells only how each is now. */
export function useDownSince(health: Health | undefined): Since {
  const [since, setSince] = useState<Since>({});
  useEffect(() => {
    if (health === undefined) return;
    const down = Object.entries(health.checks).filter(([, { status }]) => status === 'down');
    setSince((before) =>
      Object.fromEntries(down.map(([name]) => [name, before[name as keyof Since] ?? health.checked_at])),
    );
  }, [health]);
  return since;
}

import { createRootRoute, retainSearchParams } from '@tanstack/react-router';
import { NotFoundPage } from '../page/not-found-page.js';
import { PageFault } from '../page/page-fault.js';
import type { RangeSearch } from '../time/time-range.js';
import { textOf } from './search-params.js';
import { Shell } from './shell.js';

/** Under every page: the frame, and the time range that links carry along. */
export const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: PageFault,
  validateSearch: ({ range, from, to }: Record<string, unknown>): RangeSearch => ({
    range: textOf(range),
    from: textOf(from),
    to: textOf(to),
  }),
  search: { middlewares: [retainSearchParams(['range', 'from', 'to'])] },
});

import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFailure } from '../api/failure.js';
import { session } from '../sign-in/session.js';

/** The page's cache of answers. Who refreshes them is `live/`; a browser that thinks it is offline may still reach localhost. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (failure) => {
      if (failure instanceof ApiFailure && failure.kind === 'unauthorized') session.lose(failure.message);
    },
  }),
  defaultOptions: {
    queries: { retry: false, networkMode: 'always', staleTime: 1000, refetchOnWindowFocus: false },
    mutations: { networkMode: 'always' },
  },
});

import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFailure } from '../api/request.js';
import { session } from '../sign-in/session.js';

/** The page's cache of answers. The next poll is the retry, and a browser that thinks it is offline may still reach localhost. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (failure) => {
      if (failure instanceof ApiFailure) session.judge(failure, Date.now());
    },
  }),
  defaultOptions: { queries: { retry: false, networkMode: 'always' } },
});

import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { Toasts } from '../actions/toasts.js';
import { useSession } from '../sign-in/session.js';
import { useColorScheme } from './color-scheme.js';
import { queryClient } from './query-client.js';
import { router } from './router.js';
import { theme } from './theme.js';

const SignInScreen = lazy(async () => ({ default: (await import('../sign-in/sign-in-screen.js')).SignInScreen }));

/**
 * The whole application. Mantine's run-time style sheets are off (`withCssVariables`, `withGlobalClasses`): the same rules come
 * with the built style sheet, so the Content-Security-Policy can forbid inline styles.
 */
export function App() {
  const scheme = useColorScheme();
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        <Door />
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Lets in whoever is signed in. Answers fetched for one session are dropped at its end; the address stays, for the next. */
function Door() {
  const { stage } = useSession();
  useEffect(() => {
    if (stage === 'out') queryClient.clear();
  }, [stage]);
  if (stage === 'asking') return null;
  if (stage === 'in') return <RouterProvider router={router} />;
  return (
    <Suspense>
      <SignInScreen />
    </Suspense>
  );
}

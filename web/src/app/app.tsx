import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { OverviewPage } from '../overview/overview-page.js';
import { useSession } from '../sign-in/session.js';
import { SignInScreen } from '../sign-in/sign-in-screen.js';
import { useColorScheme } from './color-scheme.js';
import { queryClient } from './query-client.js';
import { Shell } from './shell.js';
import { theme } from './theme.js';

/**
 * The whole page. Mantine's run-time style sheets are off (`withCssVariables`, `withGlobalClasses`): the same rules come
 * with the built style sheet, so the Content-Security-Policy can forbid inline styles.
 */
export function App() {
  const scheme = useColorScheme();
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        <Door />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Lets in whoever has a token. Answers fetched for one session are dropped at its end. */
function Door() {
  const { token } = useSession();
  useEffect(() => {
    if (token === undefined) queryClient.clear();
  }, [token]);
  if (token === undefined) return <SignInScreen />;
  return (
    <Shell>
      <OverviewPage token={token} />
    </Shell>
  );
}

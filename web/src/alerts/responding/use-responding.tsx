import { type ReactNode, useState } from 'react';
import type { Alert } from '../alert.js';
import { matchersOf } from '../matchers/match-alert.js';
import { newSilence } from '../silences/silence-draft.js';
import { SilenceDrawer } from '../silences/silence-drawer.js';
import { ReactionDialog } from './reaction-dialog.js';
import { type Request, useReactions } from './use-reactions.js';

/** What can be done about alerts: at once, after something was said about it, or by silencing them. */
export interface Responding {
  readonly run: (request: Request) => void;
  readonly ask: (request: Request) => void;
  readonly silence: (alerts: readonly Alert[]) => void;
  readonly isRunning: boolean;
  /** Place these once on the page. */
  readonly dialogs: ReactNode;
}

/** The ways to respond to alerts, with the dialogs that some of them open. */
export function useResponding(onDone?: () => void): Responding {
  const [asked, setAsked] = useState<Request>();
  const [silenced, setSilenced] = useState<readonly Alert[]>();
  const { run, isRunning } = useReactions(onDone);
  return {
    run,
    ask: setAsked,
    silence: setSilenced,
    isRunning,
    dialogs: (
      <>
        {asked !== undefined && <ReactionDialog request={asked} onRun={run} onClose={() => setAsked(undefined)} />}
        {silenced !== undefined && (
          <SilenceDrawer initial={newSilence(matchersOf(silenced))} onClose={() => setSilenced(undefined)} />
        )}
      </>
    ),
  };
}

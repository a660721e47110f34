import { useSyncExternalStore } from 'react';
import type { ApiFailure } from '../api/request.js';
import { reasonToLeave } from './reason-to-leave.js';
import { readClaims, type TokenClaims, tokenInFragment } from './token.js';

const STORAGE_KEY = 'monitoring.token';

/** Who is signed in, or why nobody is any more. */
export interface SessionState {
  readonly token?: string;
  readonly claims?: TokenClaims;
  /** Said on the sign-in screen: why the previous session ended. */
  readonly notice?: string;
}

/** The token of this tab. It lives in sessionStorage, so it ends with the tab and no other site's page can read it. */
class Session {
  private state: SessionState = {};
  private readonly listeners = new Set<() => void>();

  /** Takes over the token of a first-run link, removing it from the address bar and history, or the one kept by the tab. */
  start(): void {
    window.addEventListener('hashchange', () => this.takeFragment());
    if (!this.takeFragment()) {
      const kept = sessionStorage.getItem(STORAGE_KEY);
      if (kept !== null) this.enter(kept);
    }
  }

  enter(token: string): void {
    sessionStorage.setItem(STORAGE_KEY, token);
    this.change({ token, claims: readClaims(token) });
  }

  leave(notice?: string): void {
    sessionStorage.removeItem(STORAGE_KEY);
    this.change({ notice });
  }

  /** Ends the session when the service refuses its token; other failures leave it alone. */
  judge(failure: ApiFailure, now: number): void {
    if (this.state.token === undefined) return;
    const notice = reasonToLeave(failure, this.state.claims, now);
    if (notice !== undefined) this.leave(notice);
  }

  readonly current = (): SessionState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private takeFragment(): boolean {
    const token = tokenInFragment(location.hash);
    if (token === undefined) return false;
    history.replaceState(history.state, '', location.pathname + location.search);
    this.enter(token);
    return true;
  }

  private change(state: SessionState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

/** The one session of this tab. */
export const session = new Session();

/** Re-renders whenever somebody signs in or out. */
export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.current);
}

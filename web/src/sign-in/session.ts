import { useSyncExternalStore } from 'react';
import { asFailure } from '../api/failure.js';
import { answerOf, api, keepCsrfToken } from '../api/request.js';
import { explainFault } from './explain-fault.js';
import { tokenInFragment } from './token.js';

/** Who is signed in, or why nobody is. The token itself is in a cookie that no script can read. */
export interface SessionState {
  readonly stage: 'asking' | 'out' | 'in';
  readonly subject?: string;
  readonly name?: string;
  readonly role?: 'admin' | 'viewer';
  /** Epoch milliseconds. */
  readonly expiresAt?: number;
  /** What the company's own sign-in is called, where there is one. */
  readonly openIdConnect?: string;
  /** Said on the sign-in screen: why the previous session ended. */
  readonly notice?: string;
}

const fetchSession = () => answerOf(api.GET('/session'));
type SessionDocument = Awaited<ReturnType<typeof fetchSession>>;
type SignedIn = Extract<SessionDocument, { signed_in: true }>;

/** Renewed this long before it would end, if the page is still used. */
const RENEW_MS = 10 * 60_000;

/** The session of this browser with the service. */
class Session {
  private state: SessionState = { stage: 'asking' };
  private readonly listeners = new Set<() => void>();
  private renewal: ReturnType<typeof setTimeout> | undefined;

  /** Takes over the token of a first-run link, removing it from the address bar and history, or asks who is signed in already. */
  async start(): Promise<void> {
    window.addEventListener('hashchange', () => void this.takeFragment());
    const fault = this.takeFault();
    if (await this.takeFragment()) return;
    await this.ask(fault);
  }

  /** @returns why the service does not take the token; undefined when it does */
  async enter(token: string): Promise<string | undefined> {
    try {
      this.take(await answerOf(api.POST('/session', { body: { token } })));
      return undefined;
    } catch (thrown) {
      return asFailure(thrown).message;
    }
  }

  async leave(): Promise<void> {
    await answerOf(api.DELETE('/session')).catch(() => undefined);
    this.end('You signed out.');
  }

  /** The service does not know this browser any more. */
  lose(reason: string): void {
    if (this.state.stage === 'in') this.end(`Your session has ended: ${reason}`);
  }

  readonly current = (): SessionState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private async ask(notice?: string): Promise<void> {
    try {
      const answer = await fetchSession();
      if (answer.signed_in) this.take(answer);
      else this.end(this.state.stage === 'in' ? 'Your session has ended.' : notice, answer);
    } catch (thrown) {
      if (this.state.stage === 'in') return;
      this.end(asFailure(thrown).message);
      setTimeout(() => void this.ask(notice), 3000);
    }
  }

  private async takeFragment(): Promise<boolean> {
    const token = tokenInFragment(location.hash);
    if (token === undefined) return false;
    history.replaceState(history.state, '', location.pathname + location.search);
    const refusal = await this.enter(token);
    if (refusal === undefined) return true;
    await this.ask(`The link’s token was refused: ${refusal}`);
    return true;
  }

  /** Why a sign-in by the company's own provider failed, as the service put it into the address. */
  private takeFault(): string | undefined {
    const search = new URLSearchParams(location.search);
    const fault = search.get('sign_in_fault');
    if (fault === null) return undefined;
    search.delete('sign_in_fault');
    history.replaceState(history.state, '', `${location.pathname}${search.size > 0 ? `?${search}` : ''}`);
    return explainFault(fault);
  }

  private take(answer: SignedIn): void {
    keepCsrfToken(answer.csrf_token);
    const expiresAt = Date.parse(answer.expires_at);
    clearTimeout(this.renewal);
    this.renewal = setTimeout(() => void this.ask(), Math.max(60_000, expiresAt - Date.now() - RENEW_MS));
    this.change({
      stage: 'in',
      subject: answer.subject,
      name: answer.name ?? undefined,
      role: answer.role,
      expiresAt,
      openIdConnect: answer.open_id_connect?.name,
    });
  }

  private end(notice?: string, answer?: SessionDocument): void {
    clearTimeout(this.renewal);
    keepCsrfToken(undefined);
    this.change({ stage: 'out', notice, openIdConnect: answer?.open_id_connect?.name ?? this.state.openIdConnect });
  }

  private change(state: SessionState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

/** The one session of this page. */
export const session = new Session();

/** Re-renders whenever somebody signs in or out. */
export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.current);
}

/** Whether the reader may change things. The service checks it again at every route. */
export function useMayChange(): boolean {
  return useSession().role === 'admin';
}

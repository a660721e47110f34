import { apiBase, serviceBase } from '../../delivery/api-base.js';
import { problemText } from '../../delivery/problem-text.js';
import { type Finding, failed, ok, warning } from './finding.js';
import { judgeClock } from './judge-clock.js';
import { readNetworkFault } from './read-network-fault.js';

const TIMEOUT_MS = 10_000;
const EXCERPT = 120;

const WANTS_LOGIN = 'a proxy wants people to log in: let data pass without';
const NOT_BEHIND_PROXY = 'a proxy cannot reach the service: start it, or correct the proxy';
const ADVICE: Readonly<Record<number, string>> = {
  401: WANTS_LOGIN,
  403: WANTS_LOGIN,
  407: WANTS_LOGIN,
  502: NOT_BEHIND_PROXY,
  503: NOT_BEHIND_PROXY,
  504: NOT_BEHIND_PROXY,
};

interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
  /** Epoch ms by this machine's clock. */
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** What `GET /status` answers, as far as it is read here. */
interface StatusView {
  readonly service: string;
  readonly version: string;
  readonly status: 'up';
  readonly time: string;
}

/** What `GET /health` answers, as far as it is read here. */
interface HealthView {
  readonly checks: Readonly<Record<string, { readonly status: string; readonly message?: string }>>;
}

/** What stands at the endpoint, asked without a key: it is not known yet whom that would be shown to. */
export class RemoteService {
  private answer: Answer;
  private view: StatusView;

  constructor(private readonly endpoint: string) {}

  /** Whether anybody answers. */
  async connect(): Promise<Finding> {
    const url = this.urlOf('status');
    try {
      this.answer = await get(url);
    } catch (fault) {
      return readNetworkFault(fault, url);
    }
    return ok(`${serviceBase(this.endpoint)} answers in ${this.answer.receivedAt - this.answer.sentAt} ms`);
  }

  /** Whether it is OneClass Monitoring that answered. */
  identify(): Finding {
    const { status, location, text } = this.answer;
    const view = parse(text) as StatusView | undefined;
    if (status === 200 && view?.status === 'up' && typeof view.version === 'string' && Date.parse(view.time) > 0) {
      this.view = view;
      return ok(`OneClass Monitoring ${view.version}`);
    }
    if (location !== null && URL.canParse(location, this.urlOf('status'))) return this.redirected(location);
    return failed(
      `it is not OneClass Monitoring: GET ${this.urlOf('status')} answers ${status} ${problemText(text).slice(0, EXCERPT)}`,
      ADVICE[status] ?? 'set MONITORING_ENDPOINT to the service itself, with the path that it has behind a proxy',
    );
  }

  /** What is sent there loses its key, or its body: a redirect is followed without them. */
  private redirected(location: string): Finding {
    const { origin, pathname } = new URL(location, this.urlOf('status'));
    const target = origin + pathname;
    const isService = target.endsWith('/status');
    return failed(
      `it redirects to ${target}, where what is sent does not arrive`,
      isService ? `set MONITORING_ENDPOINT to ${serviceBase(target.slice(0, -'/status'.length))}` : WANTS_LOGIN,
    );
  }

  /** Whether it can do its work. Without its database it takes nothing. */
  async checkHealth(): Promise<Finding> {
    const url = this.urlOf('health');
    let answer: Answer;
    try {
      answer = await get(url);
    } catch (fault) {
      return readNetworkFault(fault, url);
    }
    const view = parse(answer.text) as HealthView | undefined;
    if (answer.status === 200) return ok('all it lives by is up');
    const down = Object.entries(view?.checks ?? {}).filter(([, { status }]) => status !== 'up');
    const message = down.map(([name, check]) => `${name}: ${check.message ?? check.status}`).join('; ');
    if (down.length === 0) return failed(`${answer.status} ${problemText(answer.text)}`, "look into the service's log");
    if (down.every(([name]) => name === 'jobs')) return warning(message, "look into the service's log");
    return failed(message, "bring that up; the service's log tells more. Until then the client keeps the data");
  }

  /** By the time in its answer: a proxy may write a `Date` of its own. */
  checkClock(): Finding {
    return judgeClock({ ...this.answer, serviceAt: Date.parse(this.view.time) });
  }

  private urlOf(route: 'status' | 'health'): string {
    return `${apiBase(this.endpoint)}/${route}`;
  }
}

async function get(url: string): Promise<Answer> {
  const sentAt = Date.now();
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const receivedAt = Date.now();
  const text = await response.text();
  return { status: response.status, location: response.headers.get('location'), text, sentAt, receivedAt };
}

function parse(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

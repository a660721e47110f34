import { type Person, people } from './people.js';

/** Beyond so many unanswered requests the next ones are left out: the load stays bounded when a service is slow. */
const MOST_UNDER_WAY = 50;
const TIMEOUT_MS = 10_000;

interface Call {
  readonly service: 'students' | 'billing';
  readonly path: string;
  readonly method?: 'POST';
  /** Who asks; anybody when absent, and `nobody` is somebody who is not signed in. */
  readonly as?: Person['role'] | 'nobody';
  readonly body?: object;
}

/** What people do on a school day, and how often in a hundred calls. */
const SCENARIOS: readonly (readonly [number, () => Call])[] = [
  [40, () => ({ service: 'students', path: `/students/${anyStudent()}` })],
  [20, () => ({ service: 'students', path: `/students/${anyStudent()}/balance` })],
  [2, () => ({ service: 'students', path: '/students/13/balance' })],
  [12, () => pay(anyOf(100) * 100)],
  [3, () => pay(anyOf(100) * 100 + 13)],
  [2, () => pay(150_000)],
  [5, () => enrol({ name: `Student ${anyOf(10_000)}` })],
  [1, () => enrol({})],
  [3, () => ({ service: 'students', path: '/students/reports/attendance' })],
  [7, () => grades('teacher')],
  [2, () => grades('parent')],
  [1, () => grades('nobody')],
  [2, () => ({ service: 'students', path: `/students/${1_000 + anyOf(1_000)}` })],
];

/** Each scenario as often as its weight says. */
const DECK = SCENARIOS.flatMap(([weight, call]) => Array.from({ length: weight }, () => call));

/** Calls the demo's services `perSecond` times a second until it is stopped: once everything, then as it comes. */
export class Load {
  private readonly timer: NodeJS.Timeout;
  private underWay = 0;
  private calls = 0;

  constructor(
    private readonly urls: Readonly<Record<Call['service'], string>>,
    perSecond: number,
  ) {
    this.timer = setInterval(() => void this.call(), 1000 / perSecond);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async call(): Promise<void> {
    if (this.underWay >= MOST_UNDER_WAY) return;
    this.underWay += 1;
    const next = SCENARIOS[this.calls++]?.[1] ?? DECK[anyOf(DECK.length)]!;
    const { service, path, method = 'GET', as, body } = next();
    try {
      const answer = await fetch(this.urls[service] + path, {
        method,
        headers: { ...headersOf(as), ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await answer.arrayBuffer();
    } catch {
      // A service that is being stopped; what the others saw of it is recorded there.
    } finally {
      this.underWay -= 1;
    }
  }
}

/** What the proxy in front of a service says of somebody. */
function headersOf(as: Call['as']): Record<string, string> {
  const candidates = as === undefined || as === 'nobody' ? people : people.filter(({ role }) => role === as);
  const { id, role, ipAddress, userAgent } = candidates[anyOf(candidates.length)]!;
  const signedIn: Record<string, string> = as === 'nobody' ? {} : { 'x-user': id, 'x-role': role };
  return { ...signedIn, 'x-forwarded-for': ipAddress, 'user-agent': userAgent };
}

function pay(cents: number): Call {
  return { service: 'billing', path: '/payments', method: 'POST', body: { amount_cents: cents } };
}

function enrol(body: object): Call {
  return { service: 'students', path: '/students', method: 'POST', body };
}

function grades(as: NonNullable<Call['as']>): Call {
  return { service: 'students', path: `/students/${anyStudent()}/grades`, as };
}

function anyStudent(): number {
  return 1 + anyOf(500);
}

function anyOf(count: number): number {
  return Math.floor(Math.random() * count);
}

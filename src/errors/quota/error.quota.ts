/** How many events are stored in a minute, and which part of the rest. */
export interface QuotaLimits {
  readonly perGroup: number;
  readonly perService: number;
  /** Over a limit every so many-th event is stored. */
  readonly sampleOneIn: number;
}

/** What of an event decides whether it is stored. */
export interface QuotaSubject {
  readonly group_id: string;
  readonly service: string;
  readonly release?: string;
}

interface Spent {
  stored: number;
  sampled: number;
}

interface GroupSpent extends Spent {
  over: number;
  readonly releases: Set<string>;
}

const WINDOW_MS = 60_000;
/** Groups beyond so many in a window share one quota: a sender that makes up new ones fills neither memory nor disk. */
const MAX_GROUPS = 10_000;
const MAX_SERVICES = 1000;
/** The first event of so many releases of a group is stored whatever the limits say. */
const MAX_RELEASES = 20;
const OTHERS = '';

/**
 * Decides which events are stored, minute by minute: so many of a group and of a service, the first of each group and of each of its
 * releases in any case, and of what is over a limit a sample, which is no larger than the limit either.
 */
export class ErrorQuota {
  private startAt = Number.NEGATIVE_INFINITY;
  private readonly groups = new Map<string, GroupSpent>();
  private readonly services = new Map<string, Spent>();

  constructor(private readonly limits: QuotaLimits) {}

  /** @param now epoch ms */
  admits({ group_id, service, release = '' }: QuotaSubject, now: number): boolean {
    if (!(now >= this.startAt && now < this.startAt + WINDOW_MS)) this.restart(now);
    const group = spentOf(this.groups, group_id, MAX_GROUPS, () => ({
      stored: 0,
      sampled: 0,
      over: 0,
      releases: new Set<string>(),
    }));
    const whole = spentOf(this.services, service, MAX_SERVICES, () => ({ stored: 0, sampled: 0 }));
    const kind = this.judge(group, whole, release);
    if (kind) {
      group[kind]++;
      whole[kind]++;
    }
    return kind !== undefined;
  }

  /** Begins a new window: what was admitted before may not have been stored. */
  restart(now: number): void {
    this.startAt = now;
    this.groups.clear();
    this.services.clear();
  }

  private judge(group: GroupSpent, whole: Spent, release: string): keyof Spent | undefined {
    const { perGroup, perService, sampleOneIn } = this.limits;
    const isFirst = !group.releases.has(release) && group.releases.size < MAX_RELEASES;
    if (isFirst) group.releases.add(release);
    if (isFirst || (group.stored < perGroup && whole.stored < perService)) return 'stored';
    const isSampled = ++group.over % sampleOneIn === 0 && group.sampled < perGroup && whole.sampled < perService;
    return isSampled ? 'sampled' : undefined;
  }
}

function spentOf<T>(all: Map<string, T>, key: string, most: number, make: () => T): T {
  const own = all.size < most || all.has(key) ? key : OTHERS;
  const known = all.get(own);
  if (known) return known;
  const spent = make();
  all.set(own, spent);
  return spent;
}

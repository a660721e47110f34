import { apiBase } from '../../delivery/api-base.js';
import { exchange } from '../../delivery/exchange.js';
import { type DeliveryLog, TroubleLog } from '../../delivery/trouble-log.js';
import { type Caller, type Decision, OpenDecisions } from './open-decisions.js';

const ASK_EVERY_MS = 10_000;
const TIMEOUT_MS = 5_000;

/** Where decisions are asked for. */
export interface DecisionSource {
  readonly endpoint: string;
  readonly apiKey: string | undefined;
}

/**
 * The decisions of the monitoring service that hold, asked for every ten seconds with the ETag of those that are known. While it does not
 * answer, those that are known hold until they end: an attack on the monitoring service opens no door, and its outage closes none.
 */
export class DecisionFeed {
  private list = new OpenDecisions([], []);
  private etag: string | undefined;
  private readonly timer: NodeJS.Timeout;
  private readonly log: DeliveryLog;

  constructor(
    private readonly source: DecisionSource,
    log: DeliveryLog,
  ) {
    this.log = new TroubleLog(log);
    this.timer = setInterval(() => void this.refresh(), ASK_EVERY_MS).unref();
    void this.refresh();
  }

  find(caller: Caller): Decision | undefined {
    return this.list.find(caller, Date.now());
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async refresh(): Promise<void> {
    try {
      await this.ask();
    } catch (fault) {
      this.log.warn(`security decisions cannot be had: ${fault instanceof Error ? fault.message : String(fault)}`);
    }
  }

  private async ask(): Promise<void> {
    const { endpoint, apiKey } = this.source;
    const { status, headers, body } = await exchange({
      method: 'GET',
      url: `${apiBase(endpoint)}/security/decisions`,
      headers: {
        ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
        ...(this.etag !== undefined && { 'if-none-match': this.etag }),
      },
      timeoutMs: TIMEOUT_MS,
    });
    if (status === 304) return;
    if (status !== 200) throw new Error(`the monitoring service answered ${status}`);
    const { items, allowed } = JSON.parse(Buffer.from(body).toString()) as Record<'items' | 'allowed', Decision[]>;
    this.list = new OpenDecisions(items, allowed);
    this.etag = headers.etag;
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../jobs/clock.js';
import type { AlertFilter, AlertPage } from './alert.dto.js';

/** How old a remembered page may be: what another replica or an evaluation changed is seen within this time. */
const REMEMBER_MS = 1000;
const REMEMBERED_PAGES = 100;

/**
 * Pages of alerts that were just read. Dashboards of many people ask the same every few seconds: they share one read. What a
 * person changes through this replica is seen by the next request, because `forget` is called after its commit.
 */
@Injectable()
export class AlertPages {
  private readonly pages = new Map<string, { page: Promise<AlertPage>; until: number }>();

  /** A request without parameters has the same filter each time. */
  private readonly keys = new WeakMap<AlertFilter, string>();

  constructor(private readonly clock: Clock) {}

  /** @param read asks what the filter says; its fault goes to all who share it, and is not remembered */
  get(filter: AlertFilter, read: () => Promise<AlertPage>): Promise<AlertPage> {
    const now = this.clock.now();
    const key = this.keyOf(filter);
    const known = this.pages.get(key);
    if (known && known.until > now) return known.page;
    if (this.pages.size >= REMEMBERED_PAGES) this.pages.clear();
    const begun = { page: read(), until: now + REMEMBER_MS };
    this.pages.set(key, begun);
    begun.page.catch(() => {
      if (this.pages.get(key) === begun) this.pages.delete(key);
    });
    return begun.page;
  }

  private keyOf(filter: AlertFilter): string {
    const known = this.keys.get(filter);
    if (known !== undefined) return known;
    const key = JSON.stringify(filter);
    this.keys.set(filter, key);
    return key;
  }

  /** From now on every question is asked anew; a read that is under way is not shared any more either. */
  forget(): void {
    this.pages.clear();
  }
}

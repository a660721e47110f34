import { Inject, Injectable } from '@nestjs/common';
import { Cron, Interval, Timeout } from '@nestjs/schedule';
import { Work } from './work.js';

/** Holds the event loop up so long that two runs of a job of every second cannot happen. */
const HELD_UP_MS = 2_600;

@Injectable()
export class ScheduleDoor {
  constructor(@Inject(Work) private readonly work: Work) {}

  @Cron('* * * * * *')
  everySecond(): Promise<string> {
    return this.work.succeed();
  }

  @Interval(500)
  fail(): Promise<never> {
    return this.work.fail();
  }

  @Timeout(3_000)
  holdUp(): void {
    const until = Date.now() + HELD_UP_MS;
    while (Date.now() < until);
  }
}

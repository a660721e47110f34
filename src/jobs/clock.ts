import { Injectable } from '@nestjs/common';

/** The one source of the current time, so that rules can be given any other. */
@Injectable()
export class Clock {
  /** Epoch milliseconds. */
  now(): number {
    return Date.now();
  }
}

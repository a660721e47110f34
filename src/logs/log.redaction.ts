import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Redactor } from '../redaction/redactor.js';
import type { LogOccurrence } from './log.recorder.js';

/** After about so many characters others have their turn. */
const TURN_CHARACTERS = 1_000_000;
/** What a record weighs beside its message. */
const RECORD_CHARACTERS = 500;

/** Takes secrets out of log records before they are stored. */
@Injectable()
export class LogRedaction {
  constructor(private readonly redactor: Redactor) {}

  /** The records without secrets, in the order given. */
  async redact(records: readonly LogOccurrence[]): Promise<LogOccurrence[]> {
    const clean: LogOccurrence[] = [];
    let characters = 0;
    for (const record of records) {
      clean.push(this.clean(record));
      characters += record.message.length + RECORD_CHARACTERS;
      if (characters < TURN_CHARACTERS) continue;
      characters = 0;
      await nextTurn();
    }
    return clean;
  }

  private clean(record: LogOccurrence): LogOccurrence {
    const message = this.redactor.text(record.message);
    const attributes = record.attributes && this.redactor.value(record.attributes);
    return message === record.message && attributes === record.attributes ? record : { ...record, message, attributes };
  }
}

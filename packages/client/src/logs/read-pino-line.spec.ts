import pino from 'pino';
import { readPinoLine } from './read-pino-line.js';

/** What pino itself writes. */
function lineOf(options: pino.LoggerOptions, log: (logger: pino.Logger) => void): string {
  const lines: string[] = [];
  log(pino(options, { write: (line: string) => void lines.push(line) }));
  return lines[0]!;
}

describe('readPinoLine', () => {
  it.each<[string, pino.LoggerOptions, (logger: pino.Logger) => void, object]>([
    [
      'level, message, attributes and the logger of nestjs-pino',
      {},
      (logger) => logger.warn({ context: 'Imports', pupils: 3 }, 'late'),
      { level: 'warn', message: 'late', logger: 'Imports', attributes: { pupils: 3 } },
    ],
    [
      'an error without a message',
      { name: 'billing' },
      (logger) => logger.error(new RangeError('too long')),
      {
        level: 'error',
        message: 'too long',
        logger: 'billing',
        attributes: { err: expect.objectContaining({ type: 'RangeError', stack: expect.any(String) }) },
      },
    ],
    [
      'levels by name, and times in ISO 8601',
      { formatters: { level: (label) => ({ level: label }) }, timestamp: pino.stdTimeFunctions.isoTime },
      (logger) => logger.debug('hidden') ?? logger.fatal('gone'),
      { level: 'fatal', message: 'gone' },
    ],
    [
      "levels of one's own",
      { customLevels: { notice: 35 } },
      (logger) => (logger as pino.Logger<'notice'>).notice('hear'),
      { level: 'info', message: 'hear' },
    ],
  ])('reads %s', (_what, options, log, said) => {
    const read = readPinoLine(lineOf(options, log), 0)!;
    expect(read).toMatchObject(said);
    expect(Math.abs(Date.now() - read.at)).toBeLessThan(10_000);
    expect(read.attributes ?? {}).not.toHaveProperty('pid');
  });

  it.each(['', 'no JSON', '[1]', 'null'])('reads nothing of %j', (line) => {
    expect(readPinoLine(line, 0)).toBeUndefined();
  });
});

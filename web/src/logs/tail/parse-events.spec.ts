import { EventParser } from './parse-events.js';

const STREAM =
  ': lines from now on\n\nevent: log\ndata: {"a":1}\n\nevent: log\r\ndata: {"b":\r\ndata: 2}\r\n\r\n: nothing new\n\ndata:x\n\n';
const EVENTS = [
  { type: 'log', data: '{"a":1}' },
  { type: 'log', data: '{"b":\n2}' },
  { type: 'message', data: 'x' },
];

describe('a stream of events', () => {
  it('is read whole', () => {
    expect(new EventParser().take(STREAM)).toEqual(EVENTS);
  });

  it('is read wherever it is cut', () => {
    for (let at = 0; at <= STREAM.length; at += 1) {
      const parser = new EventParser();
      expect([...parser.take(STREAM.slice(0, at)), ...parser.take(STREAM.slice(at))]).toEqual(EVENTS);
    }
  });

  it('waits for the end of an event', () => {
    const parser = new EventParser();
    expect(parser.take('event: log\ndata: 1')).toEqual([]);
    expect(parser.take('\n')).toEqual([]);
    expect(parser.take('\n')).toEqual([{ type: 'log', data: '1' }]);
  });
});

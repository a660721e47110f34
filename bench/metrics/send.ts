import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SendOrder, SendResult } from './sender.js';

/** Sends prepared bodies from a process of its own. @throws when an answer is no success */
export function send(order: SendOrder): Promise<SendResult> {
  const child = fork(fileURLToPath(new URL('sender.js', import.meta.url)));
  return new Promise((done, fail) => {
    child.once('message', (result) => done(result as SendResult));
    child.once('exit', (code) => fail(new Error(`the sender ended with ${code}`)));
    child.send(order);
  });
}

import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { callbackify } from 'node:util';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it is sent, and takes the given account alone when there is one. */
export class MailReceiver {
  readonly mails: ParsedMail[] = [];
  readonly envelopes: { from: string; to: string[] }[] = [];
  /** What is answered to each recipient of a mail instead of 250, if anything; counts the times it was named. */
  refuse: (address: string, times: number) => { code: number; text: string } | undefined = () => undefined;
  /** How long every mail is kept waiting for its answer. */
  delayMs = 0;
  private readonly named = new Map<string, number>();

  private constructor(
    private readonly server: SMTPServer,
    readonly port: number,
  ) {}

  static async start(account?: { username: string; password: string }): Promise<MailReceiver> {
    let receiver: MailReceiver;
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS', ...(account ? [] : ['AUTH'])],
      authOptional: !account,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === account?.username && password === account?.password
          ? done(null, { user: username })
          : done(new Error(`no such account: ${password}`)),
      onRcptTo: ({ address }, _session, done) => {
        const times = (receiver.named.get(address) ?? 0) + 1;
        receiver.named.set(address, times);
        const refusal = receiver.refuse(address, times);
        done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null);
      },
      onData: (stream, session, done) => {
        const keep = callbackify(async () => {
          const { mailFrom, rcptTo } = session.envelope;
          const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
          const mail = await simpleParser(stream);
          await sleep(receiver.delayMs);
          receiver.envelopes.push(envelope);
          receiver.mails.push(mail);
        });
        keep(done);
      },
    });
    server.on('error', () => {}); // a client that is killed in the middle of a mail
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    receiver = new MailReceiver(server, (server.server.address() as AddressInfo).port);
    return receiver;
  }

  /** Forgets everything, and takes all mail at once. */
  reset(): void {
    this.mails.length = 0;
    this.envelopes.length = 0;
    this.named.clear();
    this.refuse = () => undefined;
    this.delayMs = 0;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}

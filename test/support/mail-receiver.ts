import type { AddressInfo } from 'node:net';
import { callbackify } from 'node:util';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it is sent, and takes the given account alone when there is one. */
export class MailReceiver {
  readonly mails: ParsedMail[] = [];
  readonly envelopes: { from: string; to: string[] }[] = [];

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
      onData: (stream, session, done) => {
        const keep = callbackify(async () => {
          const { mailFrom, rcptTo } = session.envelope;
          const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
          const mail = await simpleParser(stream);
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

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}

import { isIP } from 'node:net';
import { createTransport, type Transporter } from 'nodemailer';
import type { ChannelDefinition } from '../channels/channel-definition.js';
import type { AlertChart } from '../messages/alert-chart.js';
import type { AlertMessage } from '../messages/alert-message.js';
import { chartCaption, chartLine } from '../messages/chart.js';
import { emailHtml } from '../messages/email-html.js';
import { wordsOf } from '../messages/template.js';
import type { GuardedNetwork } from './guarded-network.js';
import { RemainingRecipients } from './remaining-recipients.js';
import { ATTEMPT_TIMEOUT_MS, DeliveryFailed, type Receipt, type Sender } from './sender.js';

/** What a channel of the type `email` is made of. */
export interface EmailSettings {
  smtp_server?: string;
  smtp_port?: number;
  smtp_username?: string;
  from?: string;
  to?: string[];
}

/** A refusal by an SMTP server, as nodemailer tells it; for one recipient it names him. */
interface SmtpFault extends Error {
  responseCode?: number;
  response?: string;
  recipient?: string;
  rejected?: string[];
  rejectedErrors?: SmtpFault[];
}

/** Sends a mail with a text and an HTML part. Retries carry the same `Message-ID` and go to those who have not got it yet. */
export class EmailSender implements Sender {
  readonly unavailable: string | undefined;
  readonly secrets: readonly string[];
  private readonly remaining = new RemainingRecipients();
  private readonly transport: Transporter;
  private readonly settings: EmailSettings;

  constructor(
    private readonly channel: ChannelDefinition,
    network: GuardedNetwork,
    private readonly chart: AlertChart,
  ) {
    this.settings = channel.settings as EmailSettings;
    const { smtp_password: password } = channel.secrets;
    this.unavailable = channel.unavailable;
    this.secrets = password ? [password, Buffer.from(password).toString('base64')] : [];
    this.transport = transportTo(this.settings, password, network);
  }

  async render(message: AlertMessage): Promise<{ subject: string; text: string; html: string }> {
    const chart = await this.chart.of(message);
    const words = wordsOf(message, this.channel);
    const picture = chart ? `\n${chartLine(chart)}\n${chartCaption(chart)}\n` : '';
    return {
      subject: words.title,
      text: `${words.text.trimEnd()}\n${picture}`,
      html: emailHtml(message, words, chart),
    };
  }

  async send(message: AlertMessage): Promise<Receipt> {
    const { from = '', to = [] } = this.settings;
    const id = message.notification_id;
    const recipients = this.remaining.of(id, to);
    const sent = await this.transport
      .sendMail({
        messageId: `<${id}@${from.split('@')[1]}>`,
        // Programs that answer mails by themselves stay silent (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
        from,
        to,
        envelope: { from, to: recipients },
        ...(await this.render(message)),
      })
      .catch((fault: SmtpFault) => {
        throw failure(fault.rejectedErrors ?? [fault], fault);
      });
    this.remaining.note(
      id,
      recipients.filter((recipient) => !sent.rejected?.includes(recipient)),
    );
    if (sent.rejectedErrors?.length) throw failure(sent.rejectedErrors as SmtpFault[]);
    this.remaining.forget(id);
    const response = sent.response ?? '';
    return { statusCode: Number.parseInt(response, 10) || null, response };
  }
}

/** Replies of 500 and more are for good (RFC 5321 section 4.2.1); what one recipient can still get is worth another try. */
function failure(refusals: SmtpFault[], fault?: Error): Error {
  const [first] = refusals;
  if (!first?.responseCode) return fault ?? first!;
  const who = refusals.flatMap(({ recipient }) => recipient ?? []).join(', ');
  return new DeliveryFailed(`the mail server answered ${first.responseCode}${who && ` for ${who}`}`, {
    receipt: { statusCode: first.responseCode, response: first.response ?? first.message },
    permanent: refusals.every(({ responseCode = 0 }) => responseCode >= 500),
  });
}

function transportTo(settings: EmailSettings, pass: string | undefined, network: GuardedNetwork): Transporter {
  const { smtp_server: host = '', smtp_port: port = 587, smtp_username: user } = settings;
  const transport = createTransport({
    host,
    port,
    // 465 is TLS from the first byte (RFC 8314); the other ports start in the clear and change to TLS when offered.
    secure: port === 465,
    // A password does not leave the machine in the clear, even if the server does not offer TLS.
    requireTLS: user !== undefined && !isLoopback(host),
    ...(user === undefined ? {} : { auth: { user, pass: pass ?? '' } }),
    getSocket: (_options: unknown, done: (fault: Error | null, socket?: object) => void) => {
      try {
        const socket = network.connect(host, port).setTimeout(ATTEMPT_TIMEOUT_MS);
        const fail = (fault: Error) => done(fault);
        socket.once('error', fail).once('timeout', () => socket.destroy(new Error('the mail server does not answer')));
        socket.once('connect', () => {
          socket.off('error', fail).removeAllListeners('timeout').setTimeout(0);
          done(null, { connection: socket });
        });
      } catch (fault) {
        done(fault as Error);
      }
    },
    greetingTimeout: ATTEMPT_TIMEOUT_MS,
    socketTimeout: ATTEMPT_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0]);
  return transport;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Environment } from '../../config/environment.js';
import type { AlertMessage } from './alert-message.js';
import { ATTEMPT_TIMEOUT_MS, type Channel, type Receipt } from './channel.js';
import { headline, html, plainText } from './render-message.js';

/** Sends a mail with a text and an HTML part to `ALERT_TO_EMAILS` through `SMTP_SERVER`. Retries carry the same `Message-ID`. */
@Injectable()
export class EmailChannel implements Channel {
  readonly name = 'email';
  readonly unavailable: string | undefined;
  readonly secrets: readonly string[];
  private readonly transport: Transporter | undefined;
  private readonly from: string;
  private readonly to: string[];

  constructor(environment: Environment) {
    const host = environment.get('SMTP_SERVER');
    const password = environment.get('SMTP_PASSWORD');
    this.from = environment.get('ALERT_FROM_EMAIL') ?? '';
    this.to = environment.get('ALERT_TO_EMAILS') ?? [];
    this.secrets = password ? [password, Buffer.from(password).toString('base64')] : [];
    const missing = [
      !host && 'SMTP_SERVER',
      !this.from && 'ALERT_FROM_EMAIL',
      this.to.length === 0 && 'ALERT_TO_EMAILS',
    ];
    const absent = missing.filter(Boolean);
    this.unavailable =
      absent.length > 0 ? `${absent.join(', ')} ${absent.length > 1 ? 'are' : 'is'} not set` : undefined;
    if (host)
      this.transport = transportTo(host, environment.get('SMTP_PORT'), environment.get('SMTP_USERNAME'), password);
  }

  async send(message: AlertMessage): Promise<Receipt> {
    const sent = await this.transport!.sendMail({
      messageId: `<${message.notification_id}@${this.from.split('@')[1]}>`,
      from: this.from,
      to: this.to,
      subject: headline(message),
      text: plainText(message),
      html: html(message),
    });
    const response = sent.response ?? '';
    return { statusCode: Number.parseInt(response, 10) || null, response };
  }
}

function transportTo(host: string, port: number, user: string | undefined, pass: string | undefined): Transporter {
  return createTransport({
    host,
    port,
    // 465 is TLS from the first byte (RFC 8314); the other ports start in the clear and change to TLS when offered.
    secure: port === 465,
    // A password does not leave the machine in the clear, even if the server does not offer TLS.
    requireTLS: user !== undefined && !isLoopback(host),
    ...(user === undefined ? {} : { auth: { user, pass: pass ?? '' } }),
    connectionTimeout: ATTEMPT_TIMEOUT_MS,
    greetingTimeout: ATTEMPT_TIMEOUT_MS,
    socketTimeout: ATTEMPT_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

/** The largest token that is looked at; headers, where it would stand otherwise, have no more either. */
const MAX_TOKEN = 16_384;

/** What somebody signs in with. */
export class SignInRequest {
  /**
   * A bearer token of the role viewer or admin: that of the first-run link, of `npm run token`, or of the company's issuer.
   * @example "eyJhbGciOiJIUzI1NiJ9.…"
   */
  @IsString()
  @MaxLength(MAX_TOKEN)
  token: string;
}

/** The provider that people can sign in by. */
export class OpenIdConnectView {
  /**
   * How the button is to name it.
   * @example "School account"
   */
  name: string;
}

/** Nobody is signed in. */
export class SignedOut {
  @ApiProperty({ type: Boolean, enum: [false] })
  signed_in: false;

  /** Null where no provider is set. */
  open_id_connect: OpenIdConnectView | null;
}

/** Who is signed in, and what he needs besides the cookie. */
export class SignedIn {
  @ApiProperty({ type: Boolean, enum: [true] })
  signed_in: true;

  /**
   * Who it is on the audit trail.
   * @example "ada"
   */
  subject: string;

  @ApiProperty({ enum: ['admin', 'viewer'], example: 'viewer' })
  role: 'admin' | 'viewer';

  /**
   * How to call him, where that is known.
   * @example "Ada Moyo"
   */
  name: string | null;

  /**
   * When the session ends unless it is used before.
   * @example "2026-11-23T23:00:00.000Z"
   */
  expires_at: string;

  /** To be sent as `X-CSRF-Token` with everything but GET and HEAD; the same as long as the session lasts. */
  csrf_token: string;

  /** Null where no provider is set. */
  open_id_connect: OpenIdConnectView | null;
}

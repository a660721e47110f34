import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { IdentityProvider } from './open-id-connect/identity.provider.js';
import { OpenIdConnectController } from './open-id-connect/open-id-connect.controller.js';
import { OpenIdConnectSignIn } from './open-id-connect/open-id-connect.sign-in.js';
import { SignInAttempts } from './open-id-connect/sign-in-attempts.js';
import { SessionsController } from './sessions.controller.js';
import { SignIn } from './sign-in.js';

/**
 * Owns signing in to the pages and out of them. Takes in tokens, and what an OpenID provider says of people. Gives out
 * cookies, by which the access guard knows who is signed in.
 */
@Module({
  imports: [AuthModule],
  controllers: [SessionsController, OpenIdConnectController],
  providers: [SignIn, SignInAttempts, IdentityProvider, OpenIdConnectSignIn],
})
export class SessionsModule {}

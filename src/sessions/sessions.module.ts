import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { SessionsController } from './sessions.controller.js';
import { SignIn } from './sign-in.js';

/** Owns signing in to the pages and out of them. Takes in tokens. Gives out cookies, by which the access guard knows who is signed in. */
@Module({
  imports: [AuthModule],
  controllers: [SessionsController],
  providers: [SignIn],
})
export class SessionsModule {}

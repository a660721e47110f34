import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard.js';
import { IngestKey } from './ingest-keys/ingest-key.entity.js';
import { IngestKeyUses } from './ingest-keys/ingest-key.uses.js';
import { IngestKeysController } from './ingest-keys/ingest-keys.controller.js';
import { IngestKeys } from './ingest-keys/ingest-keys.js';
import { JwtStrategy } from './jwt.strategy.js';
import { RateLimits } from './rate-limits/rate-limits.js';
import { EndedSessions } from './sessions/ended-sessions.js';
import { SessionCookies } from './sessions/session.cookies.js';
import { SessionSigner } from './sessions/session.signer.js';

/** Owns who may call what, and how often. Takes in bearer tokens, ingest keys and cookies of sessions. Gives out, on every request, its principal. */
@Module({
  imports: [PassportModule, TypeOrmModule.forFeature([IngestKey])],
  controllers: [IngestKeysController],
  providers: [
    JwtStrategy,
    IngestKeys,
    IngestKeyUses,
    SessionSigner,
    EndedSessions,
    SessionCookies,
    RateLimits,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [SessionSigner, EndedSessions, SessionCookies, RateLimits],
})
export class AuthModule {}

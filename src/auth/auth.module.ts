import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard.js';
import { IngestKey } from './ingest-keys/ingest-key.entity.js';
import { IngestKeysController } from './ingest-keys/ingest-keys.controller.js';
import { IngestKeys } from './ingest-keys/ingest-keys.js';
import { JwtStrategy } from './jwt.strategy.js';
import { RateLimits } from './rate-limits/rate-limits.js';

/** Owns who may call what, and how often. Takes in bearer tokens and ingest keys. Gives out, on every request, its principal. */
@Module({
  imports: [PassportModule, TypeOrmModule.forFeature([IngestKey])],
  controllers: [IngestKeysController],
  providers: [JwtStrategy, IngestKeys, RateLimits, { provide: APP_GUARD, useClass: AccessGuard }],
})
export class AuthModule {}

import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard.js';
import { IngestKey } from './ingest-keys/ingest-key.entity.js';
import { IngestKeysController } from './ingest-keys/ingest-keys.controller.js';
import { IngestKeys } from './ingest-keys/ingest-keys.js';
import { JwtStrategy } from './jwt.strategy.js';

/** Owns who may call what. Takes in bearer tokens and ingest keys. Gives out, on every request, its principal. */
@Module({
  imports: [PassportModule, TypeOrmModule.forFeature([IngestKey])],
  controllers: [IngestKeysController],
  providers: [JwtStrategy, IngestKeys, { provide: APP_GUARD, useClass: AccessGuard }],
})
export class AuthModule {}

import { Global, Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditQuery } from './audit.query.js';
import { AuditRecorder } from './audit.recorder.js';
import { AuditRetention } from './audit.retention.js';
import { AuditChain } from './chain/audit.chain.js';
import { ChainVerifier } from './chain/chain.verifier.js';
import { CheckpointFile } from './checkpoints/checkpoint.file.js';
import { CheckpointMaker } from './checkpoints/checkpoint.maker.js';
import { CheckpointSigner } from './checkpoints/checkpoint.signer.js';
import { CheckpointsController } from './checkpoints/checkpoints.controller.js';

/**
 * Owns the audit trail: a chain of entries, and checkpoints of it. Takes in acts from every module and from other services. Gives out the
 * trail, and whether it is what was written, to administrators.
 */
@Global()
@Module({
  controllers: [CheckpointsController, AuditController],
  providers: [
    AuditChain,
    AuditRecorder,
    AuditQuery,
    AuditRetention,
    ChainVerifier,
    CheckpointFile,
    CheckpointMaker,
    CheckpointSigner,
  ],
  exports: [AuditRecorder, AuditQuery, AuditRetention, CheckpointMaker],
})
export class AuditModule {}

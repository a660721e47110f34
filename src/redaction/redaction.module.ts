import { Module } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import { Redactor } from './redactor.js';

/** Owns what is a secret. Takes in `LOG_REDACTION` and the variables beside it. Gives out the Redactor that hides secrets of logs and errors. */
@Module({
  providers: [
    {
      provide: Redactor,
      inject: [Environment],
      useFactory: (environment: Environment) =>
        new Redactor(
          environment.get('LOG_REDACTION'),
          environment.get('LOG_REDACTION_NAMES'),
          environment.get('LOG_REDACTION_SHAPES'),
        ),
    },
  ],
  exports: [Redactor],
})
export class RedactionModule {}

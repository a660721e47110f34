import { Global, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { Clock } from './clock.js';
import { ExclusiveJobs } from './exclusive-jobs.js';
import { JobRunner } from './job-runner.js';

/** Owns the schedule. Takes in work to repeat. Gives out the clock, jobs of every replica (JobRunner) and jobs of one (ExclusiveJobs). */
@Global()
@Module({
  imports: [ScheduleModule.forRoot()],
  providers: [Clock, JobRunner, ExclusiveJobs],
  exports: [Clock, JobRunner, ExclusiveJobs],
})
export class JobsModule {}

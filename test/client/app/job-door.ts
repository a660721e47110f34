import { InjectQueue, Processor, WorkerHost } from '@nestjs/bullmq';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { Job, Queue } from 'bullmq';
import { Work } from './work.js';

@Processor('pupils')
export class JobDoor extends WorkerHost {
  constructor(@Inject(Work) private readonly work: Work) {
    super();
  }

  process({ name }: Job): Promise<string> {
    return name === 'fail' ? this.work.fail() : this.work.succeed();
  }
}

/** Adds jobs while a request is served. */
@Controller('jobs')
export class JobCaller {
  constructor(@InjectQueue('pupils') private readonly queue: Queue) {}

  @Get(':name')
  async add(@Param('name') name: string): Promise<string> {
    if (name === 'many') await this.queue.addBulk([1, 2].map((pupil) => ({ name: 'bulk', data: { pupil } })));
    else await this.queue.add(name, { pupil: 7 }, { attempts: 2 });
    return 'added';
  }
}

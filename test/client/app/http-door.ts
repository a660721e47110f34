import { BadRequestException, Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { Closed, Work } from './work.js';

@Controller('http')
export class HttpDoor {
  constructor(@Inject(Work) private readonly work: Work) {}

  @Get('succeed/:id')
  succeed(@Param('id') id: string, @Query('bad') bad?: string): Promise<string> {
    if (bad) throw new BadRequestException(`pupil ${id} is ${bad}`);
    return this.work.succeed();
  }

  @Get('move/:id')
  move(@Param('id') id: string): void {
    this.work.move(id);
  }

  @Get('fail')
  fail(): Promise<never> {
    return this.work.fail();
  }

  @Get('refuse')
  @UseGuards(Closed)
  refuse(): string {
    return 'never';
  }

  /** After the answer, when nobody can catch it any more. */
  @Get('crash')
  crash(): string {
    setTimeout(() => {
      throw new RangeError('nobody catches this');
    }, 20);
    return 'soon';
  }

  @Get('reject')
  reject(): string {
    void Promise.reject(new RangeError('nobody handles this'));
    return 'soon';
  }
}

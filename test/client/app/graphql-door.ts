import { Inject, UseGuards } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';
import { Closed, Work } from './work.js';

@Resolver()
export class GraphqlDoor {
  constructor(@Inject(Work) private readonly work: Work) {}

  @Query(() => String)
  succeed(): Promise<string> {
    return this.work.succeed();
  }

  @Query(() => String)
  fail(): Promise<never> {
    return this.work.fail();
  }

  @Query(() => String)
  @UseGuards(Closed)
  refuse(): string {
    return 'never';
  }
}

import { Controller, Get, Inject } from '@nestjs/common';
import { Redis } from 'ioredis';

@Controller('redis')
export class RedisDoor {
  constructor(@Inject(Redis) private readonly redis: Redis) {}

  @Get('look-ups')
  async lookUps(): Promise<unknown[]> {
    await this.redis.mset('secret', 'a', 'secret 2', 'b');
    await this.redis.hset('secret 3', 'field', 'c');
    return [
      await this.redis.get('secret'),
      await this.redis.get('secret 4'),
      await this.redis.mget('secret', 'secret 2', 'secret 5'),
      await this.redis.hget('secret 3', 'field'),
    ];
  }

  @Get('batches')
  async batches(): Promise<unknown> {
    const [piped] = (await this.redis.pipeline().set('secret 6', 1).get('secret 6').get('secret 7').exec()) ?? [];
    const [moved] = (await this.redis.multi().incr('secret 6').get('secret 6').exec()) ?? [];
    return [piped, moved];
  }

  @Get('wrong')
  async wrong(): Promise<string> {
    await this.redis.hset('secret 3', 'field', 'c');
    const fault = await new Promise<Error | null | undefined>((tell) => {
      void this.redis.get('secret 3', (told) => tell(told));
    });
    return String(fault?.message);
  }
}

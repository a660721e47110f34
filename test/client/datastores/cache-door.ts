import { CACHE_MANAGER } from '@nestjs/cache-manager';
import { Controller, Get, Inject } from '@nestjs/common';
import { Monitoring } from '@oneclass/monitoring-client';

/** What the caches of cache-manager 5, 6 and 7 have in common. */
interface Cache {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<unknown>;
  wrap(key: string, make: () => Promise<unknown>): Promise<unknown>;
}

@Controller('cache')
export class CacheDoor {
  constructor(
    @Inject(CACHE_MANAGER) private readonly cache: Cache,
    @Inject(Monitoring) private readonly monitoring: Monitoring,
  ) {}

  @Get('look-ups')
  async lookUps(): Promise<unknown[]> {
    const make = () => Promise.resolve('made');
    await this.cache.set('here', 'found');
    return [
      await this.cache.get('here'),
      (await this.cache.get('gone')) ?? 'nothing',
      await this.cache.wrap('wrapped', make),
      await this.cache.wrap('wrapped', make),
      await this.cache.wrap('wrapped', make),
    ];
  }

  /** One that Nest knows nothing of. */
  @Get('own')
  async own(): Promise<unknown[]> {
    const values = new Map<string, unknown>([['here', 'found']]);
    const mget = (...keys: string[]) => Promise.resolve(keys.map((key) => values.get(key)));
    const get = (key: string) => Promise.resolve(values.get(key));
    const cache = { get, mget };
    this.monitoring.observeCache(cache, 'own');
    return [await cache.get('gone'), ...(await cache.mget('here', 'here', 'gone'))];
  }
}

import { Controller, Get, Inject, Module, Param, UseGuards } from '@nestjs/common';
import {
  type ClientProxy,
  ClientsModule,
  EventPattern,
  MessagePattern,
  RpcException,
  Transport,
} from '@nestjs/microservices';
import { concat, defer, lastValueFrom, of, throwError } from 'rxjs';
import { Closed, Work } from './work.js';

export const RPC = {
  transport: Transport.TCP as const,
  options: { host: '127.0.0.1', port: Number(process.env.RPC_PORT) },
};

@Controller()
export class RpcDoor {
  constructor(@Inject(Work) private readonly work: Work) {}

  @MessagePattern('succeed')
  succeed(): Promise<string> {
    return this.work.succeed();
  }

  @MessagePattern({ cmd: 'fail' })
  fail(): Promise<never> {
    return this.work.fail();
  }

  @MessagePattern('refuse')
  @UseGuards(Closed)
  refuse(): string {
    return 'never';
  }

  @MessagePattern('answer')
  answer(): never {
    throw new RpcException('no such pupil');
  }

  @MessagePattern('stream')
  stream() {
    return concat(
      of('one'),
      defer(() => this.work.succeed()),
    );
  }

  @MessagePattern('break')
  break() {
    return concat(
      of('one'),
      throwError(() => new RangeError('the stream broke')),
    );
  }

  @EventPattern('told')
  told(): Promise<string> {
    return this.work.succeed();
  }
}

/** Sends messages to the door above while a request is served. */
@Controller('rpc')
export class RpcCaller {
  constructor(@Inject('RPC') private readonly client: ClientProxy) {}

  @Get(':message')
  async ask(@Param('message') message: string): Promise<string> {
    const pattern = message === 'fail' ? { cmd: 'fail' } : message;
    const sent = message === 'told' ? this.client.emit(pattern, { pupil: 7 }) : this.client.send(pattern, { pupil: 7 });
    return lastValueFrom(sent, { defaultValue: 'nothing' }).catch(
      (fault: unknown) => `failed: ${JSON.stringify(fault)}`,
    );
  }
}

@Module({
  imports: [ClientsModule.register([{ name: 'RPC', ...RPC }])],
  controllers: [RpcDoor, RpcCaller],
  providers: [Work],
})
export class RpcModule {}

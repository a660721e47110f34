import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, Inject, Param, UseGuards } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import WebSocket from 'ws';
import { Closed, Work } from './work.js';

const ANSWER_MS = 300;

@WebSocketGateway({ path: '/socket' })
export class WebsocketDoor {
  constructor(@Inject(Work) private readonly work: Work) {}

  @SubscribeMessage('succeed')
  async succeed(): Promise<{ event: string; data: string }> {
    return { event: 'answer', data: await this.work.succeed() };
  }

  @SubscribeMessage('fail')
  fail(): Promise<never> {
    return this.work.fail();
  }

  @SubscribeMessage('refuse')
  @UseGuards(Closed)
  refuse(): string {
    return 'never';
  }
}

/** Sends one message to the door above while a request is served. */
@Controller('socket')
export class WebsocketCaller {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  @Get(':event')
  async ask(@Param('event') event: string): Promise<string> {
    const { port } = this.host.httpAdapter.getHttpServer().address() as { port: number };
    const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`);
    await once(socket, 'open');
    socket.send(JSON.stringify({ event, data: { pupil: 7 } }));
    // Before Nest 12 nobody is told that he was refused.
    const answer = await Promise.race([once(socket, 'message'), sleep(ANSWER_MS, ['nothing'])]);
    socket.terminate();
    return String(answer[0]);
  }
}

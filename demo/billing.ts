import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { MonitoringModule } from '@oneclass/monitoring-client';
import { BillingController } from './billing.controller.js';
import { serve } from './serve.js';

/** The billing service of the demo, on Express: the client is the same. */
@Module({
  imports: [MonitoringModule.forRoot({ environment: 'demo', sampleRate: 1, intervalSeconds: 2 })],
  controllers: [BillingController],
})
class BillingModule {}

const app = await NestFactory.create<NestExpressApplication>(BillingModule, new ExpressAdapter(), { logger: ['warn'] });
// Who asks is what the proxy on this machine says.
app.set('trust proxy', 'loopback');
await serve(app);

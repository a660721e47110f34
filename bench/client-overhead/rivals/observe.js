import { createObserveModule } from '@nestjs/observe';

/** Nest's own agent, as its README tells to use it. */
const { SINK, SAMPLE_RATE } = process.env;

const { ObserveModule, ObserveInstrument } = createObserveModule();
export const instrument = ObserveInstrument;
export const imports = [
  ObserveModule.forRoot({
    appKey: 'bench',
    appSecret: 'bench',
    serviceId: 'bench',
    endpoint: SINK,
    tracesSampleRate: Number(SAMPLE_RATE),
  }),
];

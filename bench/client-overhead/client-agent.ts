import { MonitoringModule } from '@oneclass/monitoring-client';

/** The client, as `docs/clients.md` tells to use it. */
const { SINK, SAMPLE_RATE } = process.env;

export const imports = [
  MonitoringModule.forRoot({ service: 'bench', endpoint: SINK, sampleRate: Number(SAMPLE_RATE) }),
];

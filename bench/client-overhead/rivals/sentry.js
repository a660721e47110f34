import * as Sentry from '@sentry/nestjs';

/** Sentry's SDK for Nest, as its documentation tells to use it: started before anything else is imported. */
const { SINK, SAMPLE_RATE } = process.env;

Sentry.init({ dsn: `${SINK.replace('//', '//bench@')}/1`, tracesSampleRate: Number(SAMPLE_RATE) });
const { SentryModule } = await import('@sentry/nestjs/setup');
export const imports = [SentryModule.forRoot()];

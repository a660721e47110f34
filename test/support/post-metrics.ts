import type { TestService } from './service.js';

/** Records metrics over REST. @throws when one of them is not taken */
export async function postMetrics(service: TestService, body: unknown): Promise<void> {
  const { status, body: answer } = await service.request('POST', '/metrics', { body });
  if (status !== 201 || answer.rejected?.length > 0) {
    throw new Error(`POST /metrics answered ${status}: ${JSON.stringify(answer)}`);
  }
}

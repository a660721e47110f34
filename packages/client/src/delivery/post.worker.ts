import { parentPort } from 'node:worker_threads';
import { post } from './post.js';
import type { PostOrder, PostOutcome, UrgentOrder } from './post-thread.js';

/** The thread of `PostThread`. */
parentPort?.on('message', (order: PostOrder | UrgentOrder) => {
  if ('requests' in order) void postAll(order);
  else postOne(order);
});

function postOne({ id, request }: PostOrder): void {
  post(request).then(
    (answer) => tell({ id, answer }),
    (fault: Error) => tell({ id, fault: fault.message }),
  );
}

async function postAll({ requests, answers }: UrgentOrder): Promise<void> {
  await Promise.all(
    requests.map(async (request, index) => {
      const status = await post(request).then(
        (answer) => answer.status,
        () => 0,
      );
      Atomics.store(answers, index + 1, status);
      Atomics.add(answers, 0, 1);
      Atomics.notify(answers, 0);
    }),
  );
}

function tell(outcome: PostOutcome): void {
  parentPort?.postMessage(outcome);
}

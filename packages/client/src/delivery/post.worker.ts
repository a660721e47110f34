import { parentPort } from 'node:worker_threads';
import { post } from './post.js';
import type { PostOrder, PostOutcome } from './post-thread.js';

/** The thread of `PostThread`. */
parentPort?.on('message', ({ id, request }: PostOrder) => {
  post(request).then(
    (answer) => tell({ id, answer }),
    (fault: Error) => tell({ id, fault: fault.message }),
  );
});

function tell(outcome: PostOutcome): void {
  parentPort?.postMessage(outcome);
}

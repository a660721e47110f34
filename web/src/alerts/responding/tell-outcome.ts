/** What somebody does about an alert. */
export type Reaction = 'acknowledge' | 'unacknowledge' | 'resolve' | 'comment';

const DONE: Record<Reaction, string> = {
  acknowledge: 'Acknowledged',
  unacknowledge: 'No longer acknowledged:',
  resolve: 'Resolved',
  comment: 'Commented on',
};

/** What was done, in words: "Resolved 3 alerts". */
export function tellOutcome(reaction: Reaction, names: readonly string[]): string {
  return `${DONE[reaction]} ${names.length === 1 ? names[0] : `${names.length} alerts`}`;
}

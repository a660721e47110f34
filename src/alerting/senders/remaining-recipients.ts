/** Notifications that some recipients have and others have not; beyond this the oldest are forgotten, and told to all again. */
const MAX_REMEMBERED = 1000;

/** Remembers who has a message already, so that a retry goes to the others. A restart forgets it: then all are told again. */
export class RemainingRecipients {
  private readonly reached = new Map<string, Set<string>>();

  /** Those who have not got this notification yet. */
  of(notificationId: string, all: readonly string[]): string[] {
    const reached = this.reached.get(notificationId);
    return all.filter((recipient) => !reached?.has(recipient));
  }

  note(notificationId: string, recipients: readonly string[]): void {
    const reached = this.reached.get(notificationId) ?? new Set();
    for (const recipient of recipients) reached.add(recipient);
    this.reached.set(notificationId, reached);
    if (this.reached.size > MAX_REMEMBERED) this.reached.delete(this.reached.keys().next().value!);
  }

  forget(notificationId: string): void {
    this.reached.delete(notificationId);
  }
}

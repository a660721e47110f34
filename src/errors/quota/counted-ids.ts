/** About 10 MB. */
const MOST = 100_000;

/**
 * The newest events that the database does not know when they are sent again: those that were counted without being stored, and those that
 * are being stored. With each the commit that counts it, so that nobody is told of it before.
 */
export class CountedIds {
  private readonly commits = new Map<string, Promise<void>>();

  get(id: string): Promise<void> | undefined {
    return this.commits.get(id);
  }

  remember(ids: Iterable<string>, commit: Promise<void>): void {
    for (const id of ids) this.commits.set(id, commit);
    for (const oldest of this.commits.keys()) {
      if (this.commits.size <= MOST) break;
      this.commits.delete(oldest);
    }
  }

  forget(ids: Iterable<string>): void {
    for (const id of ids) this.commits.delete(id);
  }
}

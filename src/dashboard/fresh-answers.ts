/** However many screens are open, each answer is worked out once a second. */
const FRESH_MS = 1000;
const MAX_REMEMBERED = 50;

/** Answers that are worth giving again for a second. */
export class FreshAnswers<T> {
  private readonly latest = new Map<string, { at: number; answer: Promise<T> }>();

  /**
   * @param key what is asked
   * @param now epoch ms
   * @param work finds the answer; its fault goes to all who share it, and is not remembered
   */
  get(key: string, now: number, work: () => Promise<T>): Promise<T> {
    const known = this.latest.get(key);
    if (known && now - known.at < FRESH_MS) return known.answer;
    if (this.latest.size >= MAX_REMEMBERED) this.latest.clear();
    const begun = { at: now, answer: work() };
    this.latest.set(key, begun);
    begun.answer.catch(() => {
      if (this.latest.get(key) === begun) this.latest.delete(key);
    });
    return begun.answer;
  }
}

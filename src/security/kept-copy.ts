/** A copy in memory of what the database has, for questions that every request asks. Readings may overlap: the one that began last counts. */
export class KeptCopy<T> {
  private begun = 0;
  private kept = 0;

  constructor(
    public current: T,
    private readonly read: () => Promise<T>,
  ) {}

  async reload(): Promise<void> {
    const turn = ++this.begun;
    const copy = await this.read();
    if (turn < this.kept) return;
    this.kept = turn;
    this.current = copy;
  }
}

interface Slot<T> {
  current: Promise<T>;
  next: Promise<T> | undefined;
}

/**
 * Lets callers that ask the same at the same time share one read. A caller never gets a read that began before it asked, so
 * it sees everything that was committed by then; those who ask while a read is under way share the one after it.
 */
export class SharedRead<T> {
  private readonly slots = new Map<string, Slot<T>>();

  /** @param key the same for the same question @param read asks it; its fault goes to all who share it */
  async get(key: string, read: () => Promise<T>): Promise<T> {
    const slot = this.slots.get(key);
    if (!slot) return this.begin(key, read);
    slot.next ??= slot.current.then(
      () => this.begin(key, read),
      () => this.begin(key, read),
    );
    return slot.next;
  }

  private begin(key: string, read: () => Promise<T>): Promise<T> {
    const slot: Slot<T> = { current: read(), next: undefined };
    this.slots.set(key, slot);
    const forget = () => {
      if (!slot.next) this.slots.delete(key);
    };
    slot.current.then(forget, forget);
    return slot.current;
  }
}

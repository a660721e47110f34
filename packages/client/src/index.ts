/** The client's public interface. */
export {};

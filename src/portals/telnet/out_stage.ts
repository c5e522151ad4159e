/** Changes bytes on their way out, such as by compressing them. */
export interface OutStage {
  /** Returns what becomes of bytes: all of it, so that the peer can read them at once. */
  pass(bytes: Uint8Array): Promise<Uint8Array>;
  /** Ends in order and returns the last bytes. */
  finish(): Promise<Uint8Array>;
  /** Gives up at once; frees what it holds. May be called more than once. */
  close(): void;
}

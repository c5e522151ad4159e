/** How much a plugin may keep. What is kept already can always be read and removed. */
export interface StorageLimits {
  /** Characters of a key. */
  readonly keyLength: number;
  /** Bytes of one value, as JSON text. */
  readonly valueBytes: number;
  /** Keys of one plugin. */
  readonly keys: number;
  /** Bytes of all values of one plugin together: they are in memory. */
  readonly totalBytes: number;
}

/** The limits of every plugin. */
export const STORAGE_LIMITS: StorageLimits = {
  keyLength: 200,
  valueBytes: 64 * 1024,
  keys: 10_000,
  totalBytes: 16 * 1024 * 1024,
};

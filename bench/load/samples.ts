/** Times in milliseconds, of which percentiles are wanted. */
export class Samples {
  #values = new Float64Array(4096);
  #count = 0;

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** Adds one. */
  add(value: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count++] = value;
  }

  /** Returns the values below which such parts of all are, 0 to 1; 0 when there are none. */
  at(...parts: readonly number[]): readonly number[] {
    const sorted = this.#values.subarray(0, this.#count).slice().sort();
    return parts.map((part) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0);
  }
}

import { graphemes } from "../../../src/core/text/graphemes.ts";

// deno-lint-ignore no-control-regex -- what a terminal is told is made of controls
const MOVE = /^\x1b\[(?<count>\d*)(?<what>[A-Za-z])/;

/** A terminal with rows without end, that knows the codes which a line display sends. */
export class SmallScreen {
  readonly #width: number;
  #rows: string[][] = [[]];
  #row = 0;
  #column = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** What stands on it, a row a line, without the blanks at the rows' ends. */
  get text(): string {
    return this.#rows.map((row) => row.join("").trimEnd()).join("\n");
  }

  /** Where the cursor is. */
  get cursor(): readonly [row: number, column: number] {
    return [this.#row, this.#column];
  }

  write(text: string): void {
    for (let rest = text; rest !== "";) {
      const move = MOVE.exec(rest);
      if (move !== null) this.#move(move.groups?.what, Number(move.groups?.count || 1));
      const one = move?.[0] ?? graphemes(rest)[0]?.text ?? "";
      if (move === null) this.#show(one);
      rest = rest.slice(one.length);
    }
  }

  #move(what: string | undefined, count: number): void {
    switch (what) {
      case "A":
        this.#row -= count;
        return;
      case "B":
        return this.#down(count);
      case "C":
        this.#column += count;
        return;
      case "J":
        this.#rows = this.#rows.slice(0, this.#row + 1);
        this.#rows[this.#row] = (this.#rows[this.#row] ?? []).slice(0, this.#column);
    }
  }

  #show(one: string): void {
    if (one === "\r\n" || one === "\r") this.#column = 0;
    if (one === "\r\n" || one === "\n") this.#down(1);
    if (one < " ") return;
    const width = graphemes(one)[0]?.width ?? 0;
    if (this.#column + width > this.#width) {
      this.#down(1);
      this.#column = 0;
    }
    const row = this.#rows[this.#row] ?? [];
    while (row.length < this.#column) row.push(" ");
    if (width > 0) row.splice(this.#column, width, one, ...Array(width - 1).fill(""));
    this.#column += width;
  }

  #down(count: number): void {
    this.#row += count;
    while (this.#rows.length <= this.#row) this.#rows.push([]);
  }
}

/** A source text without anything that could look like code and is none. */
export interface Masked {
  /**
   * The text with comments, template text and regular expressions left out; each string literal
   * stands there as `"n"`, where n is its place in `strings`. Line ends stay.
   */
  readonly code: string;
  readonly strings: readonly string[];
}

const BEFORE_EXPRESSION =
  /(?:^|[^\w$.])(?:await|case|delete|do|else|in|new|of|return|throw|typeof|void|yield)$/;

/**
 * Masks a source text, so that a plain search finds imports and nothing that only looks like one.
 *
 * A slash after a closing bracket is taken for a division; one that begins a regular expression
 * there (after the head of an `if` without braces) is not understood.
 *
 * @param text TypeScript or JavaScript without JSX.
 */
export function mask(text: string): Masked {
  const masker = new Masker(text);
  masker.run();
  return { code: masker.code, strings: masker.strings };
}

class Masker {
  readonly strings: string[] = [];
  code = "";
  readonly #text: string;
  #at = 0;
  /** For each open template, how many braces are open in its present substitution. */
  readonly #templates: number[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  run(): void {
    while (this.#at < this.#text.length) this.#step();
  }

  #step(): void {
    const char = this.#text.charAt(this.#at);
    const pair = this.#text.slice(this.#at, this.#at + 2);
    if (pair === "//") return this.#skipTo(/\n|$/g);
    if (pair === "/*") return this.#skipPast("*/");
    if (char === '"' || char === "'") return this.#string(char);
    if (char === "`") return this.#template();
    if (char === "/" && this.#regex()) return;
    this.#brace(char);
  }

  #brace(char: string): void {
    const depth = this.#templates.at(-1);
    if (char === "}" && depth === 0) {
      this.#templates.pop();
      this.code += ")";
      return this.#template();
    }
    if (depth !== undefined && char === "{") this.#templates.splice(-1, 1, depth + 1);
    if (depth !== undefined && char === "}") this.#templates.splice(-1, 1, depth - 1);
    this.code += char;
    this.#at++;
  }

  /** Leaves out the text up to the end of a template, or up to and with the next `${`. */
  #template(): void {
    const end = /(?:\\[^]|\$(?!\{)|[^\\`$])*(?:`|\$\{|$)/y;
    end.lastIndex = this.#at + 1;
    const found = end.exec(this.#text)?.[0] ?? "";
    this.#at += 1 + found.length;
    this.code += "`" + found.replace(/[^\n]/g, "");
    if (!found.endsWith("${")) return;
    this.code += "(";
    this.#templates.push(0);
  }

  #string(quote: string): void {
    const whole = quote === '"' ? /"((?:\\[^]|[^"\\\n])*)"?/y : /'((?:\\[^]|[^'\\\n])*)'?/y;
    whole.lastIndex = this.#at;
    const found = whole.exec(this.#text);
    this.#at += found?.[0].length ?? 1;
    this.code += `"${this.strings.push(found?.[1] ?? "") - 1}"`;
  }

  #regex(): boolean {
    const before = this.code.trimEnd();
    const isOperand = /[\w$)\]}"`]$/.test(before) && !BEFORE_EXPRESSION.test(before);
    const whole = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/\w*/y;
    whole.lastIndex = this.#at;
    const found = isOperand ? null : whole.exec(this.#text);
    if (found === null) return false;
    this.#at += found[0].length;
    this.code += "0";
    return true;
  }

  #skipTo(end: RegExp): void {
    end.lastIndex = this.#at;
    this.#at = end.exec(this.#text)?.index ?? this.#text.length;
  }

  #skipPast(end: string): void {
    const found = this.#text.indexOf(end, this.#at + 2);
    const stop = found < 0 ? this.#text.length : found + end.length;
    this.code += " " + this.#text.slice(this.#at, stop).replace(/[^\n]/g, "");
    this.#at = stop;
  }
}

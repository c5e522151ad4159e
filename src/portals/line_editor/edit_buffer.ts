/** Longer than any grapheme that people type; bounds the work of one key. */
const WINDOW = 64;
const LOW_SURROGATE = /^[\udc00-\udfff]/;
const SPACES_THEN_WORD = /^\s*\S*/;
const SEGMENTER = new Intl.Segmenter("und", { granularity: "grapheme" });

/** A line being edited: its text, and where in it the cursor stands, in UTF-16 code units. */
export interface EditedText {
  readonly text: string;
  readonly cursor: number;
}

/** The line being edited, up to a length; the cursor never stands within a character. */
export class EditBuffer implements EditedText {
  readonly #maxCharacters: number;
  #text = "";
  #cursor = 0;
  #killed = "";

  /**
   * Creates it empty.
   *
   * @param maxCharacters The longest text, in UTF-16 code units.
   */
  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters;
  }

  get text(): string {
    return this.#text;
  }

  get cursor(): number {
    return this.#cursor;
  }

  /** Replaces the text; the cursor stands behind it. */
  set(text: string): void {
    this.#text = text;
    this.#cursor = text.length;
  }

  /** Empties it, and forgets what was cut. */
  forget(): void {
    this.set("");
    this.#killed = "";
  }

  /**
   * Puts text at the cursor, all or none.
   *
   * @returns Whether it fitted.
   */
  insert(text: string): boolean {
    if (this.#text.length + text.length > this.#maxCharacters) return false;
    this.#text = this.#before + text + this.#after;
    this.#cursor += text.length;
    return true;
  }

  /** Puts what was cut last at the cursor. */
  yank(): boolean {
    return this.insert(this.#killed);
  }

  left(): void {
    this.#cursor -= this.#lastGrapheme();
  }

  right(): void {
    this.#cursor += this.#nextGrapheme();
  }

  home(): void {
    this.#cursor = 0;
  }

  end(): void {
    this.#cursor = this.#text.length;
  }

  wordLeft(): void {
    this.#cursor -= this.#lastWord();
  }

  wordRight(): void {
    this.#cursor += this.#nextWord();
  }

  /** Erases the character before the cursor. */
  backspace(): void {
    this.#cutBefore(this.#lastGrapheme());
  }

  /** Erases the character at the cursor. */
  delete(): void {
    this.#cutAfter(this.#nextGrapheme());
  }

  killToStart(): void {
    this.#killed = this.#cutBefore(this.#cursor);
  }

  killToEnd(): void {
    this.#killed = this.#cutAfter(this.#after.length);
  }

  /** Cuts the word before the cursor, and the spaces after it. */
  killWord(): void {
    this.#killed = this.#cutBefore(this.#lastWord());
  }

  /** Cuts the word after the cursor, and the spaces before it. */
  killNextWord(): void {
    this.#killed = this.#cutAfter(this.#nextWord());
  }

  get #before(): string {
    return this.#text.slice(0, this.#cursor);
  }

  get #after(): string {
    return this.#text.slice(this.#cursor);
  }

  #cutBefore(length: number): string {
    const before = this.#before;
    const cut = before.slice(before.length - length);
    this.#text = before.slice(0, before.length - length) + this.#after;
    this.#cursor -= length;
    return cut;
  }

  #cutAfter(length: number): string {
    const after = this.#after;
    this.#text = this.#before + after.slice(length);
    return after.slice(0, length);
  }

  #lastGrapheme(): number {
    const window = this.#before.slice(-WINDOW).replace(LOW_SURROGATE, "");
    const last = SEGMENTER.segment(window).containing(window.length - 1);
    return last?.segment.length ?? Math.min(1, this.#cursor);
  }

  #nextGrapheme(): number {
    return SEGMENTER.segment(this.#after.slice(0, WINDOW)).containing(0)?.segment.length ?? 0;
  }

  #lastWord(): number {
    const word = this.#before.trimEnd();
    return this.#cursor - (word.lastIndexOf(" ") + 1);
  }

  #nextWord(): number {
    return SPACES_THEN_WORD.exec(this.#after)?.[0].length ?? 0;
  }
}

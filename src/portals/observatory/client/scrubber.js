import { draw, write } from "./dom.js";
import { timeText } from "./sequence_row.js";

/** How many bars show how much happened when. */
const BARS = 160;

/** How much faster than it happened a recording is played, in turn. */
const SPEEDS = [1, 4, 16];

/** The bar of time: where in the recording the page is, and how much happened when. */
export class Scrubber {
  #parts;
  #model;
  #chart;
  #drawn = { count: -1, from: 0, to: 0 };
  #playing = null;
  #speed = SPEEDS[0];

  /**
   * @param {{ range: HTMLInputElement, chart: SVGElement, text: HTMLElement, play: HTMLButtonElement, speed: HTMLButtonElement }} parts
   * @param {import("./model.js").Model} model
   */
  constructor(parts, model) {
    this.#parts = parts;
    this.#model = model;
    this.#chart = draw("path");
    parts.chart.append(this.#chart);
    parts.range.addEventListener("input", () => this.#moved(Number(parts.range.value)));
    parts.play.addEventListener("click", () => this.#playing === null ? this.#play() : this.stop());
    parts.speed.addEventListener("click", () => this.#nextSpeed());
  }

  /** Shows the moment of the model. */
  show() {
    const { range, text } = this.#parts;
    const { from, to } = this.#model.timeline.span;
    const at = this.#model.heldAt ?? to;
    range.min = String(from);
    range.max = String(Math.max(to, from + 1));
    if (this.#playing === null) range.value = String(at);
    const shown = Number(range.value);
    range.setAttribute("aria-valuetext", timeText(shown));
    write(text, `${timeText(shown).slice(0, 8)} of ${spanText(to - from)}`);
    this.#drawChart({ from, to });
  }

  /** Stops playing. */
  stop() {
    if (this.#playing === null) return;
    cancelAnimationFrame(this.#playing);
    this.#playing = null;
    this.#showPlaying();
  }

  #moved(time) {
    this.stop();
    if (time >= Number(this.#parts.range.max)) this.#model.release();
    else this.#model.holdAt(time);
  }

  #play() {
    const { range } = this.#parts;
    const { from, to } = this.#model.timeline.span;
    let shown = this.#model.heldAt ?? from;
    let before = performance.now();
    if (shown >= to) shown = from;
    const turn = (now) => {
      shown += (now - before) * this.#speed;
      before = now;
      range.value = String(shown);
      if (shown >= this.#model.timeline.span.to) {
        this.stop();
        this.#model.release();
      } else {
        this.#playing = requestAnimationFrame(turn);
        this.#model.holdAt(shown);
      }
    };
    this.#playing = requestAnimationFrame(turn);
    this.#model.holdAt(shown);
    this.#showPlaying();
  }

  #nextSpeed() {
    this.#speed = SPEEDS[(SPEEDS.indexOf(this.#speed) + 1) % SPEEDS.length];
    this.#showPlaying();
  }

  #showPlaying() {
    const { play, speed } = this.#parts;
    write(play, this.#playing === null ? "▶" : "❚❚");
    play.setAttribute(
      "aria-label",
      this.#playing === null ? "Play what was recorded" : "Stop playing",
    );
    write(speed, `${this.#speed}×`);
    speed.setAttribute("aria-label", `Speed ${this.#speed}×`);
  }

  #drawChart({ from, to }) {
    const { events } = this.#model.timeline;
    const drawn = this.#drawn;
    const isNear = (to - drawn.to) * BARS < to - from && drawn.from === from;
    if (isNear && events.length - drawn.count < events.length / BARS && drawn.count !== -1) return;
    this.#drawn = { count: events.length, from, to };
    const counts = new Array(BARS).fill(0);
    const width = Math.max(1, to - from);
    for (const { at } of events) {
      counts[Math.min(BARS - 1, Math.max(0, Math.floor((at - from) / width * BARS)))]++;
    }
    const most = Math.max(1, ...counts);
    // By the root, so that a quiet minute beside a busy one is still seen.
    const bars = counts.map((count, nth) =>
      count === 0 ? "" : `M${nth + 0.5} 20v${-1 - 18 * Math.sqrt(count / most)}`
    );
    this.#chart.setAttribute("d", bars.join(""));
  }
}

function spanText(ms) {
  const seconds = Math.round(ms / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

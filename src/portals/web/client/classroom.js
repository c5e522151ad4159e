/** A seat in a class: its code, and the chapter that the class is at. */

const KEY = "vestibule-seat";
const GIVEN = /^#seat=([A-Z0-9-]{8,40})$/i;

/** The seat of this tab, if it has one. */
export class Seat {
  #code;
  #isGiven;

  /** Takes the code out of the address, where others could read it, and keeps it for this tab. */
  constructor() {
    const given = GIVEN.exec(location.hash)?.[1];
    this.#isGiven = given !== undefined;
    this.#code = given ?? sessionStorage.getItem(KEY);
    if (!this.#isGiven) return;
    history.replaceState(null, "", location.pathname + location.search);
    sessionStorage.setItem(KEY, given);
  }

  /**
   * Sits down, unless the session sits there already.
   *
   * @param {import("./connection.js").Connection} connection
   * @param {"new" | "another" | "same"} session
   */
  sit(connection, session) {
    if (this.#code === null || (session === "same" && !this.#isGiven)) return;
    this.#isGiven = false;
    connection.send("classroom_seat", [this.#code]);
  }
}

/**
 * Shows the chapter that the class is at, beside the game.
 *
 * @param {{ calls: import("./calls.js").Calls, panels: import("./panels.js").Panels }} parts
 */
export function attachLesson({ calls, panels }) {
  const panel = panels.add({ id: "lesson", title: "The class" });
  calls.on("classroom_lesson", (_args, { number, title, seen, task }) => {
    panel.isFilled = true;
    panel.body.replaceChildren(
      paragraph(`${number}. ${title}`, "lesson-title"),
      ...(Array.isArray(seen) ? seen : []).map((sentence) => paragraph(sentence)),
      paragraph(task, "lesson-task"),
    );
  }, { keep: "last" });
}

function paragraph(text, className = "") {
  const element = document.createElement("p");
  element.className = className;
  element.textContent = String(text);
  return element;
}

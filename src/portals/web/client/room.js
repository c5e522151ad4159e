/** How many exits are shown at most. */
const MAX_EXITS = 40;

/** Shows where one is, and the exits, which can be chosen. */
export class Room {
  #panel;
  #calls;
  #run;

  /**
   * @param {{ panels: import("./panels.js").Panels, calls: import("./calls.js").Calls,
   *   run(command: string): void }} parts
   */
  constructor({ panels, calls, run }) {
    this.#panel = panels.add({ id: "room", title: "Where you are" });
    this.#calls = calls;
    this.#run = run;
    calls.on("room_info", (_args, room) => this.#show(room), { keep: "last" });
  }

  forget() {
    this.#calls.run("room_info");
  }

  #show({ name = "", exits = {} }) {
    const place = document.createElement("p");
    place.className = "place";
    place.textContent = name;
    const list = document.createElement("ul");
    list.className = "exits";
    list.ariaLabel = "Exits";
    list.append(...Object.keys(exits).slice(0, MAX_EXITS).map((exit) => this.#exit(exit)));
    this.#panel.body.replaceChildren(place, ...list.childElementCount > 0 ? [list] : []);
    this.#panel.isFilled = name !== "";
  }

  #exit(name) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => this.#run(name));
    item.append(button);
    return item;
  }
}

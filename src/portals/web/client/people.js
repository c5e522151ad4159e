/** How many names are shown at most. */
const MAX_SHOWN = 100;

/** Shows who else is here, as they come and go. */
export class People {
  #panel;
  #calls;
  #own = "";
  /** @type {string[]} */
  #names = [];

  /**
   * @param {{ panels: import("./panels.js").Panels, calls: import("./calls.js").Calls,
   *   left(name: string): void }} parts `left` is told who is not here any more.
   */
  constructor({ panels, calls, left }) {
    this.#panel = panels.add({ id: "people", title: "Who is here" });
    this.#calls = calls;
    const none = { keep: "none" };
    const set = (names) => calls.run(":people", [names]);
    calls.on(":people", ([names = []]) => this.#show(names), { keep: "last" });
    calls.on("char_name", (_args, { name }) => this.#be(name), { keep: "last" });
    calls.on("room_players", ([players = []]) => set(players.map(({ name }) => name)), none);
    calls.on("room_addPlayer", (_args, { name }) => set([...this.#names, name]), none);
    calls.on("room_removePlayer", ([name]) => {
      left(name);
      set(without(this.#names, name));
    }, none);
  }

  forget() {
    this.#calls.run(":people");
  }

  #be(name) {
    this.#own = name;
    this.#show(this.#names);
  }

  #show(names) {
    this.#names = names;
    const others = without(names, this.#own);
    const list = document.createElement("ul");
    list.className = "people";
    list.append(...others.slice(0, MAX_SHOWN).map((name) => itemOf(name)));
    if (others.length > MAX_SHOWN) list.append(itemOf(`and ${others.length - MAX_SHOWN} more`));
    this.#panel.body.replaceChildren(list);
    this.#panel.isFilled = others.length > 0;
  }
}

/** Leaves out one of that name: there may be others. */
function without(names, name) {
  const at = names.indexOf(name);
  return at < 0 ? names : names.toSpliced(at, 1);
}

function itemOf(text) {
  const item = document.createElement("li");
  item.textContent = text;
  return item;
}

import { make } from "./dom.js";
import { whoText } from "./cards.js";

/** What the Portal holds of a session, in the order in which it is told. */
const FIELDS = {
  state: "State",
  protocolKey: "Protocol",
  address: "Address",
  uid: "Account id",
  puid: "Puppet id",
  cmdsets: "Command sets",
  cmdTotal: "Commands",
  carry: "Carry",
};

/** The sync fields of the chosen session at the moment that is shown. */
export class SessionPanel {
  /** The panel's element. */
  element = make("div", { class: "session-panel" });
  /** Where more about a session is shown, such as what the Server alone knows. */
  more = make("div");
  #about = make("div");
  #sync = null;

  constructor() {
    this.element.append(this.#about, this.more);
    this.show(undefined);
  }

  /** @param {import("./state.js").SessionSync | undefined} sync */
  show(sync) {
    if (sync === this.#sync) return;
    this.#sync = sync;
    this.more.hidden = sync === undefined;
    if (sync === undefined) {
      this.#about.replaceChildren(
        make("p", { class: "hint" }, "Choose a session to see all that the wall holds of it."),
      );
      return;
    }
    const facts = Object.entries(FIELDS).map(([name, title]) => [title, textOf(sync[name])]);
    this.#about.replaceChildren(
      make("h3", {}, `#${sync.sessid} ${whoText(sync)}`),
      listOf([...facts, ["Connected", new Date(sync.connTime).toLocaleTimeString()]]),
      make("h3", {}, "Protocol flags"),
      listOf(flagsOf(sync)),
    );
  }
}

function flagsOf({ protocolFlags, flagSources }) {
  const flags = Object.entries(protocolFlags ?? {});
  if (flags.length === 0) return [["none", "known yet"]];
  return flags.map(([name, value]) => {
    const source = flagSources?.[name];
    return [
      name,
      source === undefined ? textOf(value) : `${textOf(value)} · from ${textOf(source)}`,
    ];
  });
}

function listOf(facts) {
  const items = facts.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]);
  return make("dl", { class: "facts" }, ...items);
}

function textOf(value) {
  if (value === null || value === undefined) return "–";
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
    return value.join(", ") || "none";
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

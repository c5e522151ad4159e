import { CARD_SIZE, LifecycleDiagram } from "./diagram.js";
import { short } from "./describe.js";
import { make, write } from "./dom.js";

/** How many sessions are shown with their diagram; more are a list of lines. */
const MAX_CARDS = 24;

/** How long a session that is gone is still shown, in milliseconds. */
const LINGER_MS = 4_000;

/** The sessions as cards, of which one, or all together, is chosen. */
export class Cards {
  #list;
  #choose;
  #lifecycle = {};
  /** By sessid. */
  #cards = new Map();
  #all;
  #isCompact = false;

  /**
   * @param {HTMLElement} list
   * @param {(sessid: number | null) => void} choose
   */
  constructor(list, choose) {
    this.#list = list;
    this.#choose = choose;
    this.#all = make("li", { class: "card all", role: "option", tabindex: 0 }, "All sessions");
    list.append(this.#all);
    list.addEventListener("click", ({ target }) => this.#take(target.closest(".card")));
    list.addEventListener("keydown", (event) => this.#typed(event));
  }

  /** Begins anew with another table. */
  reset(lifecycle) {
    this.#lifecycle = lifecycle;
    for (const { element } of this.#cards.values()) element.remove();
    this.#cards.clear();
  }

  /**
   * Shows sessions.
   *
   * @param {import("./state.js").Sessions} sessions
   * @param {{
   *   chosen: number | null,
   *   lastSteps: ReadonlyMap<number, { step: string, from: string, at: number }>,
   *   now: number,
   *   isLive: boolean,
   * }} options `now` is the moment that is shown
   */
  show(sessions, { chosen, lastSteps, now, isLive }) {
    this.#isCompact = sessions.size > MAX_CARDS;
    this.#list.classList.toggle("compact", this.#isCompact);
    for (const sync of sessions.values()) {
      const card = this.#cards.get(sync.sessid) ?? this.#add(sync.sessid);
      card.goneAt = undefined;
      this.#fill(card, sync, { last: lastSteps.get(sync.sessid), now });
    }
    for (const [sessid, card] of this.#cards) {
      const isChosen = sessid === chosen;
      if (!sessions.has(sessid)) this.#leave(sessid, card, { now, isLive, isChosen });
    }
    this.#mark(chosen);
  }

  /** Chooses the session that is so many places further on. */
  move(by) {
    const options = [...this.#list.children];
    const at = options.findIndex((element) => element.tabIndex === 0);
    const next = options[Math.max(0, Math.min(options.length - 1, at + by))];
    this.#take(next);
    return next;
  }

  #add(sessid) {
    const part = (name) => make("span", { class: name });
    const [dot, number, protocol, who, state, time] = [
      "dot",
      "number",
      "protocol",
      "account",
      "state",
      "since",
    ].map(part);
    dot.setAttribute("aria-hidden", "true");
    const element = make("li", { class: "card", role: "option", tabindex: -1 });
    element.dataset.sessid = String(sessid);
    element.append(make("span", { class: "head" }, dot, number, who));
    element.append(make("span", { class: "foot" }, state, protocol, time));
    const card = {
      element,
      number,
      protocol,
      who,
      state,
      time,
      diagram: undefined,
      sync: undefined,
      goneAt: undefined,
    };
    this.#cards.set(sessid, card);
    this.#list.append(element);
    return card;
  }

  #fill(card, sync, { last, now }) {
    this.#showDiagram(card, sync, last);
    write(card.time, agoText(now - sync.connTime));
    if (card.sync === sync) return;
    card.sync = sync;
    card.element.classList.remove("gone");
    card.element.dataset.state = sync.state;
    write(card.number, `#${sync.sessid}`);
    write(card.protocol, `${short(sync.protocolKey ?? "", 20)} ${short(sync.address ?? "", 45)}`);
    write(card.who, whoText(sync));
    write(card.state, short(sync.state, 30));
  }

  #showDiagram(card, sync, last) {
    if (this.#isCompact) {
      card.diagram?.element.remove();
      card.diagram = undefined;
      return;
    }
    if (card.diagram === undefined) {
      card.diagram = new LifecycleDiagram(this.#lifecycle, CARD_SIZE);
      card.element.firstChild.after(card.diagram.element);
    }
    card.diagram.show(sync.state, last);
  }

  /**
   * In the present a session's end is seen for a moment. The chosen session's card stays, as long as
   * its messages are shown, whether it has gone or is still to come.
   */
  #leave(sessid, card, { now, isLive, isChosen }) {
    if (card.goneAt === undefined) {
      Object.assign(card, { goneAt: now, from: card.sync?.state, sync: undefined });
    }
    const age = now - card.goneAt;
    if (!isChosen && !(isLive && age >= 0 && age < LINGER_MS)) {
      card.element.remove();
      this.#cards.delete(sessid);
      return;
    }
    const state = isLive ? Object.keys(this.#lifecycle).at(-1) ?? "closed" : "not there";
    card.element.classList.add("gone");
    card.element.dataset.state = state;
    write(card.state, state);
    card.diagram?.show(state, { step: "disconnect", from: card.from, at: card.goneAt });
  }

  #mark(chosen) {
    const known = chosen !== null && this.#cards.has(chosen) ? chosen : null;
    for (const element of this.#list.children) {
      const isChosen = element === (known === null ? this.#all : this.#cards.get(known)?.element);
      element.setAttribute("aria-selected", String(isChosen));
      element.tabIndex = isChosen ? 0 : -1;
    }
  }

  #take(element) {
    if (element === null || element === undefined) return;
    const { sessid } = element.dataset;
    this.#choose(sessid === undefined ? null : Number(sessid));
  }

  #typed(event) {
    const by =
      { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, Home: -1e9, End: 1e9 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.move(by)?.focus();
  }
}

/** Says who a session is: its account, and its puppet's number. */
export function whoText({ uname, uid, puid }) {
  if (uname === null || uname === undefined) return uid == null ? "no account" : `account ${uid}`;
  return puid == null ? short(uname, 40) : `${short(uname, 40)} → puppet #${short(puid, 12)}`;
}

/** Says how long something lasts. */
function agoText(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3_600)} h ${Math.floor(seconds % 3_600 / 60)} min`;
}

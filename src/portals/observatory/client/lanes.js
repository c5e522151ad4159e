/**
 * Where an event belongs on the sequence diagram, and what it is called there.
 *
 * @typedef {"Client" | "PortalSession" | "Boundary" | "ServerSession" | "Account" | "Puppet"} Lane
 * @typedef {"client" | "wall" | "session" | "hook" | "command" | "cmdset" | "control" | "other"} Group
 *
 * @typedef Place
 * @property {"arrow" | "box" | "step" | "note"} shape
 * @property {Lane} from where an arrow begins, or the lane of what is no arrow
 * @property {Lane} to where an arrow ends
 * @property {Group} group
 * @property {string} label the event in a few words
 */

import { callsText, messageText, short } from "./describe.js";

/** The lanes from left to right. @type {readonly Lane[]} */
export const LANES = [
  "Client",
  "PortalSession",
  "Boundary",
  "ServerSession",
  "Account",
  "Puppet",
];

/** The groups of kinds that can be shown or hidden, with their names. */
export const GROUPS = {
  client: "Client",
  wall: "Wall",
  session: "Steps",
  hook: "Hooks",
  command: "Commands",
  cmdset: "Cmdsets",
  control: "Control",
  other: "Other",
};

/** What every kind's subject, the part before the colon, belongs to. */
const GROUP_OF = {
  client: "client",
  wall: "wall",
  session: "session",
  hook: "hook",
  plugin: "hook",
  command: "command",
  menu: "command",
  cmdset: "cmdset",
  step: "control",
  fault: "control",
};

/** The lane of a subject; all others belong to the ServerSession. */
const LANE_OF = {
  client: "Client",
  telnet: "PortalSession",
  ssh: "PortalSession",
  websocket: "PortalSession",
  web: "PortalSession",
  tls: "PortalSession",
  proxy: "PortalSession",
  portal: "PortalSession",
  boundary: "Boundary",
  step: "Boundary",
  fault: "Boundary",
  server: "Boundary",
  account: "Account",
  ban: "Account",
};

const ARROWS = {
  "client:input": ["Client", "PortalSession"],
  "client:output": ["PortalSession", "Client"],
  "client:mode": ["PortalSession", "Client"],
  "wall:portal": ["PortalSession", "ServerSession"],
  "wall:server": ["ServerSession", "PortalSession"],
  "portal:connect": ["Client", "PortalSession"],
};

/** How long a label may be, in characters. */
const MAX_LABEL = 160;

/** The lane on which a step's session arrives. */
const STEP_LANES = { login: "Account", authenticate: "Account", logout: "Account" };

/**
 * Returns an event's place on the diagram.
 *
 * @param {import("./state.js").TraceEvent} event
 * @returns {Place}
 */
export function placeOf(event) {
  const subject = event.kind.split(":", 1)[0];
  const group = own(GROUP_OF, subject) ?? "other";
  const label = short(labelOf(event), MAX_LABEL);
  const arrow = own(ARROWS, event.kind);
  if (arrow !== undefined) return { shape: "arrow", from: arrow[0], to: arrow[1], group, label };
  if (event.kind === "session:step") return placeOfStep(event.data, label);
  const lane = event.kind.startsWith("hook:")
    ? laneOfHook(event.data.hook)
    : own(LANE_OF, subject) ?? "ServerSession";
  const isBox = ["hook:begin", "hook:end", "command:run", "command:end"].includes(event.kind);
  return { shape: isBox ? "box" : "note", from: lane, to: lane, group, label };
}

/** A step leads from the session to whom it then has: its account, its puppet. */
function placeOfStep({ step }, label) {
  const isPuppet = step === "puppet" || step === "unpuppet";
  const other = isPuppet ? "Puppet" : own(STEP_LANES, step) ?? "ServerSession";
  const isBack = step === "unpuppet" || step === "logout";
  const [from, to] = isBack ? [other, "ServerSession"] : ["ServerSession", other];
  return { shape: "step", from, to, group: "session", label };
}

function laneOfHook(hook) {
  const name = typeof hook === "string" ? hook : "";
  if (name.startsWith("account:")) return "Account";
  return /puppet|^object:/i.test(name) ? "Puppet" : "ServerSession";
}

/** Tells whether an event lies on a lane or crosses it. */
export function touches(place, lane) {
  const [from, to, at] = [place.from, place.to, lane].map((name) => LANES.indexOf(name));
  return at >= Math.min(from, to) && at <= Math.max(from, to);
}

function labelOf({ kind, data }) {
  switch (kind) {
    case "client:input":
      return callsText(data.calls);
    case "client:output":
      return Array.isArray(data.sessids)
        ? `to ${data.sessids.length} clients: ${callsText(data.calls)}`
        : callsText(data.calls);
    case "client:mode":
      return data.mode === "secret" ? "hides what is typed" : "shows what is typed";
    case "wall:portal":
    case "wall:server":
      return messageText(data.message);
    case "session:step":
      return `${short(data.step)}: ${short(data.from)} → ${short(data.to)}`;
    case "hook:begin":
    case "hook:end":
      return hookText(data);
    case "cmdset:merge":
      return `${short(data.count)} commands of ${layersText(data.layers)}`;
    case "command:match":
      return matchText(data);
    case "command:run":
    case "command:end":
      return short(data.command);
    default:
      return [kind, ...factsOf(data)].join(" ");
  }
}

function hookText({ hook, watchers }) {
  const who = Array.isArray(watchers) ? watchers.map((name) => short(name)).join(", ") : "";
  return who === "" ? short(hook) : `${short(hook)} · ${who}`;
}

function layersText(layers) {
  if (!Array.isArray(layers) || layers.length === 0) return "no layer";
  return layers.map((layer) => short(layer?.key)).join(" + ");
}

function matchText({ fate, command }) {
  return own({
    one: `fits ${short(command)}`,
    none: "fits no command",
    many: "fits several commands",
    empty: "an empty line",
  }, fate) ?? short(fate);
}

function factsOf(data) {
  return Object.entries(data).slice(0, 4)
    .filter(([, value]) => ["string", "number", "boolean"].includes(typeof value))
    .map(([name, value]) => `${name}=${short(value)}`);
}

/** What a table has of that name; nothing for what is no name: a file may hold anything there. */
function own(table, name) {
  return typeof name === "string" && Object.hasOwn(table, name) ? table[name] : undefined;
}

import { Cards } from "./cards.js";
import { at, make, perFrame, write } from "./dom.js";
import { attachFilters } from "./filter_bar.js";
import { Faults } from "./faults.js";
import { FILE_LIMIT, makeExports, readFile } from "./files.js";
import { HeadBar } from "./head_bar.js";
import { Inspector } from "./inspector.js";
import { attachKeys } from "./keys.js";
import { Letters } from "./letters.js";
import { Model } from "./model.js";
import { Payload } from "./payload.js";
import { Scrubber } from "./scrubber.js";
import { nameLanes, Sequence } from "./sequence.js";
import { Share } from "./share.js";
import { SessionPanel } from "./session_panel.js";
import { SidePanel } from "./side_panel.js";
import { Steps } from "./steps.js";
import { Stream } from "./stream.js";
import { StageDiagram } from "./stage_diagram.js";
import { TableView } from "./table_view.js";
import { Tour } from "./tour.js";
import { readTrace } from "./trace_file.js";

/** How often times such as "3 min" are written anew, in milliseconds. */
const TICK_MS = 1_000;

/** A page that was exported holds its recording, and itself as it is exported again. */
const embedded = at("trace")?.textContent;
const ownPage = embedded === undefined
  ? null
  : `<!doctype html>\n${document.documentElement.outerHTML}`;

const render = perFrame(show);
const model = new Model(render);
const cards = new Cards(at("cards"), chooseSession);
const diagram = new StageDiagram(at("diagram"));
const sequence = new Sequence({ scroller: at("sequence"), choose: chooseRow, followed: render });
const table = new TableView(at("table-view"), chooseRow);
const [payload, session, panel] = [new Payload(), new SessionPanel(), new SidePanel(at("side"))];
const [steps, faults, inspector] = [new Steps(), new Faults(), new Inspector()];
const onlyLooks = make("p", { class: "hint" }, "From here one can only look.");
const tour = new Tour(watchTour);
const scrubber = new Scrubber(
  {
    range: at("time"),
    chart: at("density"),
    text: at("clock"),
    play: at("play"),
    speed: at("speed"),
  },
  model,
);
const share = new Share(at("share-dialog"));
const letters = new Letters(() => sequence.resized());
const exports = makeExports(emptyPage);
const head = new HeadBar((house) => stream.open(house));
const stream = new Stream(
  {
    onHello,
    onEvents,
    onLost,
    onHouses: (houses) => head.show(model.watched, houses),
    onState: (state, retryMs) => head.showLink(state, retryMs),
  },
  new URLSearchParams(location.search).get("key"),
);

nameLanes(at("lane-names"), at("lifelines"));
panel.add({ id: "event", label: "Event", element: payload.element });
panel.add({ id: "session", label: "Session", element: session.element });
panel.add({
  id: "act",
  label: "Act",
  element: make("div", {}, onlyLooks, steps.element, faults.element),
});
session.more.append(inspector.element);
if (embedded === undefined) {
  panel.add({ id: "tour", label: "Tour", element: tour.element, onShow: () => tour.load() });
}
attachFilters(
  { search: at("search"), groups: at("groups"), lanes: at("lanes") },
  (changes) => model.show(changes),
);
attachKeys(
  [
    { keys: ["j", "ArrowDown"], name: "j ↓", what: "next event", run: () => sequence.move(1) },
    { keys: ["k", "ArrowUp"], name: "k ↑", what: "event before", run: () => sequence.move(-1) },
    { keys: ["Enter"], name: "Enter", what: "to what the event carries", run: toPayload },
    { keys: ["]"], name: "]", what: "next session", run: () => cards.move(1) },
    { keys: ["["], name: "[", what: "session before", run: () => cards.move(-1) },
    { keys: [" "], name: "Space", what: "pause, and go on", run: togglePause },
    { keys: ["f"], name: "f", what: "follow the newest", run: follow },
    { keys: ["l"], name: "l", what: "back to the present", run: goLive },
    { keys: ["/"], name: "/", what: "search", run: () => at("search").focus() },
    { keys: ["t"], name: "t", what: "table or diagram", run: toggleTable },
    { keys: ["+", "="], name: "+", what: "larger letters", run: () => letters.change(1) },
    { keys: ["-"], name: "-", what: "smaller letters", run: () => letters.change(-1) },
    { keys: ["Escape"], name: "Esc", what: "back to the events", run: leave },
    { keys: ["?"], name: "?", what: "these keys", run: () => at("keys").showModal() },
  ],
  at("key-list"),
);
for (
  const [id, run] of Object.entries({
    "pause": togglePause,
    "follow": follow,
    "live": goLive,
    "as-table": toggleTable,
    "smaller": () => letters.change(-1),
    "larger": () => letters.change(1),
    "close-side": leave,
    "share": () => share.open(),
    "tour": openTour,
    "load": () => at("file").click(),
    "help": () => at("keys").showModal(),
    "problem-close": () => at("problem").hidden = true,
  })
) at(id).addEventListener("click", run);
at("file").addEventListener("change", ({ target }) => load(target));
at("export").addEventListener("click", ({ target }) => exportAs(target.dataset.format));
document.addEventListener("click", closeMenus);
setInterval(render, TICK_MS);

at("tour").hidden = embedded !== undefined;
if (embedded === undefined) stream.open();
else attempt(() => openRecording(readTrace(embedded)));

function onHello(hello) {
  const { house, houses, serverName, access, lifecycle, recorded, recordedFrom } = hello;
  model.clockAhead = hello.now - Date.now();
  cards.reset(lifecycle);
  diagram.reset(lifecycle);
  model.open({ serverName, house, access, lifecycle }, { base: recordedFrom, events: recorded });
  tour.hello({ house, access, recorded });
  head.show(model.watched, houses);
  for (const part of [steps, faults, inspector]) part.reset(house);
  steps.take(recorded);
}

function onEvents(events) {
  model.add(events);
  steps.take(events);
  tour.add(events);
}

function openRecording({ serverName, house, lifecycle, base, events }) {
  stream.close();
  cards.reset(lifecycle);
  diagram.reset(lifecycle);
  model.open({ serverName, house, access: "file", lifecycle }, { base, events }, {
    limit: FILE_LIMIT,
  });
  sequence.isFollowing = true;
  head.show(model.watched, [house]);
  head.showLink("file");
}

function onLost(count) {
  model.lost += count;
  render();
}

function show() {
  const { watched, rows, chosen, sessions, isHeld, heldAt, waiting, filter, lost } = model;
  if (watched === null) return;
  const isLive = !isHeld && watched.access !== "file";
  const now = heldAt ?? (isLive ? Date.now() + model.clockAhead : model.timeline.span.to);
  const { lastSteps } = model;
  cards.show(sessions, { chosen: filter.sessid, lastSteps, now, isLive });
  diagram.show(sessions, { chosen: filter.sessid, lastSteps });
  write(at("session-count"), String(sessions.size));
  sequence.show(rows, { chosen, isAll: filter.sessid === null });
  table.show(rows);
  payload.show(chosen);
  session.show(filter.sessid === null ? undefined : sessions.get(filter.sessid));
  for (const part of [steps, faults, inspector]) {
    part.choose(filter.sessid);
    part.element.inert = watched.access === "file";
  }
  for (const part of [steps, faults]) part.element.hidden = watched.access !== "full";
  onlyLooks.hidden = watched.access === "full";
  scrubber.show();
  at("nothing").hidden = rows.length > 0;
  at("follow").hidden = sequence.isFollowing || rows.length === 0;
  showHold({ isHeld, waiting, access: watched.access });
  write(
    at("losses"),
    lost === 0 ? "" : `${lost.toLocaleString()} events were lost on the way here`,
  );
}

function showHold({ isHeld, waiting, access }) {
  document.body.classList.toggle("held", isHeld);
  const news = waiting === 0 ? "" : ` · ${waiting.toLocaleString()} new`;
  write(at("pause"), isHeld ? `Go on${news}` : "Pause");
  at("pause").setAttribute("aria-pressed", String(isHeld));
  at("live").disabled = !isHeld;
  write(at("live"), access === "file" ? "To the end" : isHeld ? `Back to live${news}` : "Live");
}

function chooseSession(sessid) {
  model.show({ sessid });
}

function chooseRow(row) {
  model.choose(row);
  panel.show("event");
  document.body.classList.add("detailed");
}

function openTour() {
  panel.show("tour");
  document.body.classList.add("detailed");
}

/** Shows a tour's own house, and all who are in it. */
function watchTour(house) {
  chooseSession(null);
  stream.open(house);
}

function toPayload() {
  panel.show("event");
  payload.focus();
}

function togglePause() {
  scrubber.stop();
  if (model.isHeld) goLive();
  else model.hold();
}

function goLive() {
  scrubber.stop();
  model.release();
  sequence.follow();
}

function follow() {
  sequence.follow();
  render();
}

function toggleTable() {
  table.isShown = !table.isShown;
  at("diagram-view").hidden = table.isShown;
  at("as-table").setAttribute("aria-pressed", String(table.isShown));
  sequence.resized();
  render();
}

/** Closes what is open, or goes back to the events. */
function leave() {
  const menu = document.querySelector("details.menu[open]");
  if (menu !== null) {
    menu.open = false;
    return menu.querySelector("summary").focus();
  }
  document.body.classList.remove("detailed");
  at(table.isShown ? "table-view" : "sequence").focus();
}

function closeMenus({ target }) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
}

async function exportAs(format) {
  if (format === undefined || model.watched === null) return;
  at("export").open = false;
  await attempt(() => exports[format](model));
}

async function load(field) {
  const [file] = field.files;
  field.value = "";
  if (file !== undefined) await attempt(async () => openRecording(await readFile(file)));
}

/** The page that replays, without a recording in it. */
async function emptyPage() {
  if (ownPage !== null) return ownPage;
  const answer = await fetch("observatory/client/replay.html");
  if (!answer.ok) throw new Error("The page that replays cannot be read: is the server there?");
  return await answer.text();
}

/** Does what may not work, and says why it did not. */
async function attempt(work) {
  at("problem").hidden = true;
  try {
    await work();
  } catch (error) {
    write(at("problem-text"), error.message);
    at("problem").hidden = false;
  }
}

import { attachAccount } from "./account.js";
import { attachAccountSettings } from "./account_settings.js";
import { Calls } from "./calls.js";
import { attachLesson, Seat } from "./classroom.js";
import { Completion } from "./completion.js";
import { Connection } from "./connection.js";
import { attachDialogs } from "./dialogs.js";
import { settings } from "./early.js";
import { Entry } from "./entry.js";
import { attachFocus } from "./focus.js";
import { Memory } from "./memory.js";
import { Output } from "./output.js";
import { Panels } from "./panels.js";
import { attachRegions } from "./regions.js";
import { measureScreen } from "./screen.js";
import { SettingsDialog } from "./settings_dialog.js";
import { Speaker } from "./speaker.js";
import { Status } from "./status.js";
import { attachTranscript } from "./transcript.js";
import { Unread } from "./unread.js";
import { attachViewport } from "./viewport.js";
import { attachWorld } from "./world.js";

const MAX_LINES = 5_000;
const RESIZE_PAUSE_MS = 200;

const at = (id) => document.getElementById(id);
const [scroller, lines, newer, reconnect] = ["output", "lines", "newer", "reconnect"].map(at);

const kept = Memory.take();
const seat = new Seat();
const memory = new Memory();
const calls = new Calls(memory);
const unread = new Unread();
const speaker = new Speaker({
  region: at("spoken"),
  others: [scroller, at("prompt"), at("state-text"), at("pasting")],
});
const say = (text) => speaker.say(text);
const run = (command) => entry.run(command);
const output = new Output({ scroller, lines, newer, maxLines: MAX_LINES, run, say });
const told = { onFrame: take, onState: showState };
const connection = new Connection(websocketUrl(), told, kept?.connection);
const entry = new Entry({ output, calls, connection, refuse: notConnected, say });
const status = new Status({
  ...{ bar: at("state"), words: at("state-text"), countdown: at("countdown"), button: reconnect },
});
const panels = new Panels({ region: at("panels"), button: at("panels-button") });
const forgetWorld = attachWorld({ panels, calls, entry, connection, settings });
const dialog = new SettingsDialog({ settings, panels });
let resizing = 0;
/** Whether the reader knows of no connection, or was told that it is gone. */
let isAway = true;

calls.on("text", ([spans = []]) => output.add(spans));
calls.on(":note", ([text]) => output.note(text));

function websocketUrl() {
  const url = new URL("ws", location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.search = url.hash = "";
  return url.href;
}

function note(text) {
  calls.run(":note", [text]);
}

function take(name, args, kwargs) {
  calls.take(name, args, kwargs);
  if (!document.hidden) connection.acknowledge(); // else only what was kept counts as received
  if (document.hidden && name === "text") unread.mark();
}

function notConnected() {
  if (status.kind === "ended") connection.open();
  else note("Not connected: that was not sent.");
}

function tell(options) {
  connection.send("client_options", [], { client: "Vestibule web", ...options });
}

function tellScreen() {
  tell(measureScreen(scroller, lines));
}

/** A session that goes on knows the mode, or was told otherwise by a command. */
function introduce(session) {
  const isReader = session !== "same" && settings.get("screenReader");
  const wants = { gmcp: true, typing: settings.get("typing") };
  tell({ ...measureScreen(scroller, lines), ...wants, ...isReader && { screenreader: true } });
}

function changed(name, value) {
  if (name === "hiddenPanels") panels.hide(value);
  if (name === "textSize") resized();
  if (name === "typing") tell({ typing: value });
  if (name !== "screenReader") return;
  speaker.isOn = value;
  tell({ screenreader: value });
}

function resized() {
  output.resized();
  clearTimeout(resizing);
  resizing = setTimeout(tellScreen, RESIZE_PAUSE_MS);
}

function showState(next) {
  if (next.kind === "open") enter(next);
  else if (!isAway && next.kind !== "connecting") leave(next);
  status.show(next);
}

function enter({ session, lost }) {
  if (session !== "same") {
    entry.forget();
    forgetWorld();
    calls.run("web_account");
  }
  if (session === "another") note("Your session has ended. This is a new one.");
  if (session === "same" && lost > 0) note(`Back. ${lost} messages were lost.`);
  else if (session === "same" && isAway) note("Back.");
  isAway = false;
  introduce(session);
  seat.sit(connection, session);
}

function leave(next) {
  isAway = true;
  entry.stop();
  if (next.kind === "ended") entry.forget();
  note(next.kind === "ended" ? `${next.why} Press Enter to connect again.` : next.why);
}

/** A page that nobody looks at may be thrown away at any time; it comes back with what was kept. */
function keep() {
  memory.keep({ connection: connection.kept, typed: entry.typed });
}

function turnedTo() {
  unread.clear();
  Memory.take();
  openIfWaiting();
}

function openIfWaiting() {
  if (status.kind === "waiting") connection.open();
}

document.addEventListener("visibilitychange", () => document.hidden ? keep() : turnedTo());
globalThis.addEventListener("pagehide", keep);
globalThis.addEventListener("online", openIfWaiting);
globalThis.addEventListener("offline", () => connection.lost());
newer.addEventListener("click", () => entry.focus());
at("entry").addEventListener("focusin", () => panels.close());
reconnect.addEventListener("click", () => {
  connection.open();
  entry.focus();
});
new ResizeObserver(resized).observe(scroller);

settings.onChange(changed);

attachAccount({ link: at("sign-in"), button: at("sign-out"), calls, connection, note });
attachAccountSettings({ settings, calls, connection });
attachDialogs({ onOpen: () => dialog.show() });
attachFocus(entry);
attachLesson({ calls, panels });
attachRegions({ entry, scroller, panels });
attachTranscript({ scroller, lines });
attachViewport();
panels.hide(settings.get("hiddenPanels"));
new Completion({ entry, calls, connection });
for (const call of kept?.shown ?? []) calls.run(...call);
speaker.isOn = settings.get("screenReader");
entry.typed = kept?.typed ?? "";
connection.open();

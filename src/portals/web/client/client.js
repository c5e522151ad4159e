import { Connection } from "./connection.js";
import { History } from "./history.js";
import { Memory } from "./memory.js";
import { Output } from "./output.js";
import { PacedSender } from "./paste.js";
import { measureScreen } from "./screen.js";

const MAX_LINES = 5_000;
const MAX_HISTORY = 200;
const RESIZE_PAUSE_MS = 200;
const HIDDEN_ANSWER = "••••••";

const at = (id) => document.getElementById(id);
const [line, secret, prompt, newer] = ["line", "secret", "prompt", "newer"].map(at);
const [scroller, lines, reconnect] = ["output", "lines", "reconnect"].map(at);

const title = document.title;
const history = new History(MAX_HISTORY);
const output = new Output({ scroller, lines, newer, maxLines: MAX_LINES, run: runCommand });
const kept = Memory.take();
const memory = new Memory();
const told = { onFrame: take, onState: showState };
const connection = new Connection(websocketUrl(), told, kept?.connection);
const sender = new PacedSender(sendLine, showPasting);

/** Spans of the prompt; why the field is hidden: the mode lasts, a secret prompt is answered once. */
const entry = { prompt: [], isSecretMode: false, isSecretPrompt: false };
let state = { kind: "connecting" };
let resizing = 0;

function websocketUrl() {
  const url = new URL("ws", location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.search = url.hash = "";
  return url.href;
}

const SHOWN = {
  text: ([spans = []]) => output.add(spans),
  prompt: ([spans = []], { secret }) => showPrompt(spans, secret === true),
  input_mode: ([mode]) => setMode(mode === "secret"),
  // the page's own:
  ":echo": ([spans, text]) => output.echo(spans, text),
  ":note": ([text]) => output.note(text),
};

/** Shows a call, and remembers that for when the page is loaded again. */
function show(name, args, kwargs = {}) {
  if (!Object.hasOwn(SHOWN, name)) return;
  SHOWN[name](args, kwargs);
  memory.add([name, args, kwargs]);
}

function note(text) {
  show(":note", [text]);
}

function take(name, args, kwargs) {
  if (!name.startsWith(":")) show(name, args, kwargs);
  if (!document.hidden) connection.acknowledge(); // else only what was kept counts as received
  if (document.hidden && name === "text") document.title = `● ${title}`;
}

function showPrompt(spans, isSecret) {
  entry.prompt = spans;
  entry.isSecretPrompt = isSecret;
  output.show(prompt, spans);
  showField();
  output.resized();
}

function setMode(isSecret) {
  entry.isSecretMode = isSecret;
  // What hid the line is over, be it answered or forgotten by a game that was started again.
  if (!isSecret && entry.isSecretPrompt) showPrompt([], false);
  else showField();
}

function isHidden() {
  return entry.isSecretMode || entry.isSecretPrompt;
}

/** Shows the field that fits; a line half typed waits in its own field, seen or not. */
function showField() {
  const [shown, other] = isHidden() ? [secret, line] : [line, secret];
  const hadFocus = document.activeElement === other;
  for (const field of [secret, line]) {
    field.hidden = field !== shown;
    at(`${field.id}-label`).hidden = field !== shown;
  }
  secret.value = "";
  if (isHidden() && sender.isBusy) sender.stop(); // pasted lines are no hidden answer
  if (hadFocus) shown.focus();
}

function submit() {
  if (!connection.isOpen) return notConnected();
  const field = isHidden() ? secret : line;
  const text = field.value;
  field.value = "";
  if (field === line) history.add(text);
  answer(text);
}

/** Sends one line, and lets the scroll-back show to which prompt it was the answer. */
function answer(text) {
  const shown = isHidden() ? HIDDEN_ANSWER : text;
  const asked = entry.prompt.map(({ t, f, b, s }) => ({ t, f, b, s })); // old links lead nowhere
  const lead = asked.length === 0 ? "› " : asked.at(-1).t.endsWith(" ") ? "" : " ";
  show(":echo", [[...asked, { t: lead }], shown]);
  output.toEnd();
  show("prompt", []);
  connection.send("text", [text]);
}

function sendLine(text) {
  history.add(text);
  answer(text);
}

function runCommand(command) {
  focusEntry();
  if (isHidden()) return; // it would be taken for the hidden answer
  if (connection.isOpen) answer(command);
  else notConnected();
}

function notConnected() {
  if (state.kind === "ended") connection.open();
  else note("Not connected: that was not sent.");
}

function paste(event) {
  const pasted = event.clipboardData?.getData("text/plain") ?? "";
  if (!/[\r\n]/.test(pasted)) return;
  event.preventDefault();
  if (!connection.isOpen) return notConnected();
  const { value, selectionStart, selectionEnd } = line;
  const whole = value.slice(0, selectionStart) + pasted + value.slice(selectionEnd);
  line.value = "";
  sender.push(whole.replace(/(?:\r\n|\r|\n)$/, "").split(/\r\n|\r|\n/));
}

function showPasting(left) {
  at("pasting").textContent = left === 0 ? "" : `Sending ${left} more lines. Escape stops it.`;
}

function typed(event) {
  if (event.key === "PageUp") output.page(-1);
  else if (event.key === "PageDown") output.page(1);
  else if (event.key === "Escape" && sender.isBusy) sender.stop();
  else if (event.target === line && event.key === "ArrowUp") recall(history.older(line.value));
  else if (event.target === line && event.key === "ArrowDown") recall(history.newer(line.value));
  else return;
  event.preventDefault();
}

function recall(text) {
  line.value = text;
  line.setSelectionRange(text.length, text.length);
}

function focusEntry() {
  (isHidden() ? secret : line).focus({ preventScroll: true });
}

/** Lets typing anywhere on the page reach the field. */
function typedElsewhere(event) {
  const isTyping = event.key.length === 1 && event.key !== " " && !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey;
  if (isTyping && !(event.target instanceof HTMLInputElement)) focusEntry();
}

/** Returns to the field after a click, unless it selected text to copy or came by touch. */
function clicked(event) {
  const isMouse = event.pointerType === "mouse";
  const hasSelection = getSelection()?.isCollapsed === false;
  if (isMouse && !hasSelection && !event.target.closest("a, input")) focusEntry();
}

function tellScreen() {
  const size = measureScreen(scroller, lines);
  connection.send("client_options", [], { client: "Vestibule web", ...size });
}

function resized() {
  output.resized();
  clearTimeout(resizing);
  resizing = setTimeout(tellScreen, RESIZE_PAUSE_MS);
}

function showState(next) {
  if (next.kind === "open") enter(next);
  if (state.kind === "open" && next.kind !== "open") leave(next);
  state = next;
  at("state").dataset.state = next.kind;
  at("state-text").textContent = describe(next);
  reconnect.hidden = next.kind === "open" || next.kind === "connecting";
  reconnect.textContent = next.kind === "ended" ? "Connect again" : "Try now";
  countDown();
}

function describe(next) {
  switch (next.kind) {
    case "connecting":
      return "Connecting";
    case "open":
      return "Connected";
    case "waiting":
      return `${next.why} Trying again`;
    case "ended":
      return next.why;
  }
}

function enter({ session, lost }) {
  if (session !== "same") forget();
  if (session === "another") note("Your session has ended. This is a new one.");
  if (session === "same") note(lost === 0 ? "Back." : `Back. ${lost} messages were lost.`);
  tellScreen();
}

function leave(next) {
  sender.stop();
  if (next.kind === "ended") forget();
  note(next.kind === "ended" ? `${next.why} Press Enter to connect again.` : next.why);
}

/** Drops what belonged to a session that is gone. */
function forget() {
  show("input_mode", ["normal"]);
  show("prompt", []);
}

/** A page that nobody looks at may be thrown away at any time; it comes back with what was kept. */
function keep() {
  memory.keep({ connection: connection.kept, typed: line.value });
}

function turnedTo() {
  document.title = title;
  Memory.take();
  openIfWaiting();
}

function openIfWaiting() {
  if (state.kind === "waiting") connection.open();
}

function countDown() {
  const isWaiting = state.kind === "waiting";
  const seconds = isWaiting ? Math.max(1, Math.ceil((state.at - Date.now()) / 1000)) : 0;
  at("countdown").textContent = isWaiting ? `in ${seconds} s` : "";
}

at("entry").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
at("entry").addEventListener("keydown", typed);
line.addEventListener("paste", paste);
document.addEventListener("keydown", typedElsewhere);
document.addEventListener("click", clicked);
document.addEventListener("visibilitychange", () => document.hidden ? keep() : turnedTo());
globalThis.addEventListener("pagehide", keep);
newer.addEventListener("click", focusEntry);
reconnect.addEventListener("click", () => {
  connection.open();
  focusEntry();
});
globalThis.addEventListener("online", openIfWaiting);
new ResizeObserver(resized).observe(scroller);
setInterval(countDown, 1_000);

if (matchMedia("(pointer: fine)").matches) focusEntry();
for (const call of kept?.shown ?? []) show(...call);
line.value = kept?.typed ?? "";
connection.open();

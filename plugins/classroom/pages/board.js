/** The board: who sits where, and for the teacher what can be done. It asks once a second. */

const EVERY_MS = 1_000;
const KEPT = "vestibule-classroom";
const STATES = new Map([
  ["negotiating", "arriving"],
  ["unloggedin", "login screen"],
  ["loggedin", "account"],
  ["puppeting", "character"],
]);
/** The further along a session is, the later it stands here. */
const ORDER = [...STATES.keys()];

const at = (id) => document.getElementById(id);
const [seats, chapters, problem, count, resetAll] = [
  "seats",
  "chapters",
  "problem",
  "count",
  "reset-all",
]
  .map(at);
const key = takeKey();
let drawn = "";
let sure = 0;

/** Takes the key out of the address, where a projector would show it, and keeps it for this tab. */
function takeKey() {
  const given = location.hash.slice(1);
  if (given !== "") {
    sessionStorage.setItem(KEPT, given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEPT) ?? "";
}

async function ask(path, body) {
  const response = await fetch(`/plugins/classroom${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.why ?? "The server has a problem. It is asked again.");
  return answer;
}

async function look() {
  try {
    const board = await ask("/seats");
    problem.textContent = "";
    const next = JSON.stringify(board);
    if (next === drawn) return;
    drawn = next;
    draw(board);
  } catch (error) {
    problem.textContent = error instanceof TypeError
      ? "No connection. Trying again."
      : error.message;
  }
}

async function act(wish) {
  try {
    await ask("/act", wish);
  } catch (error) {
    problem.textContent = error.message;
    return;
  }
  await look();
}

function draw(board) {
  const taken = board.seats.filter(({ sessions }) => sessions.length > 0).length;
  count.textContent = `${taken} of ${board.seats.length} seats taken`;
  resetAll.hidden = board.role !== "teacher";
  const focused = document.activeElement?.id;
  chapters.replaceChildren(
    ...board.chapters.map((title, index) => chapter(title, index + 1, board)),
  );
  seats.replaceChildren(...board.seats.map((seat, index) => seatCard(seat, index, board)));
  if (focused) at(focused)?.focus();
}

function chapter(title, number, board) {
  const item = element("li");
  const isNow = number === board.chapter;
  if (isNow) item.setAttribute("aria-current", "step");
  if (board.role !== "teacher") {
    item.append(title);
    return item;
  }
  const button = element("button", title);
  button.id = `chapter-${number}`;
  button.type = "button";
  button.title = `Send everyone to chapter ${number}`;
  button.addEventListener("click", () => act({ act: "chapter", number }));
  item.append(button);
  return item;
}

function seatCard(seat, index, board) {
  const item = element("li");
  const state = furthest(seat.sessions);
  item.dataset.state = state ?? "free";
  item.append(element("strong", seat.name));
  item.append(element("span", state === null ? "free" : STATES.get(state), "state"));
  if (seat.sessions.length > 0) item.append(element("span", numbersOf(seat), "more"));
  const code = board.codes?.[index];
  if (code !== undefined && seat.sessions.length === 0) item.append(element("code", code));
  if (board.role === "teacher" && seat.sessions.length > 0) item.append(resetButton(seat));
  return item;
}

/** Says which sessions a seat has: a number is never given twice. */
function numbersOf({ sessions }) {
  const numbers = sessions.map(({ sessid }) => `#${sessid}`).join(", ");
  return sessions.length === 1 ? `session ${numbers}` : `sessions ${numbers}`;
}

function resetButton({ name, number }) {
  const button = element("button", "Reset", "quiet");
  button.id = `reset-${number}`;
  button.type = "button";
  button.setAttribute("aria-label", `Reset ${name}`);
  button.addEventListener("click", () => act({ act: "reset", seat: number }));
  return button;
}

function furthest(sessions) {
  const places = sessions.map(({ state }) => ORDER.indexOf(state));
  return places.length === 0 ? null : ORDER[Math.max(0, ...places)];
}

function element(name, text = "", className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

/** All is lost with it, so it takes two clicks. */
resetAll.addEventListener("click", () => {
  const isSure = Date.now() - sure < 5_000;
  sure = isSure ? 0 : Date.now();
  resetAll.textContent = isSure ? "Reset all" : "Reset all: sure?";
  if (isSure) act({ act: "resetAll" });
});

at("address").textContent = `${location.origin}/join`;
await look();
setInterval(look, EVERY_MS);

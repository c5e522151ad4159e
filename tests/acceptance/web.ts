import { linkTests, type Numbered } from "../docs/numbered_names.ts";

/** What a person can see or do on each page; a number is the place in its list, from 1. */
export const PAGES = {
  client: [
    "scroll back while the game goes on: nothing moves, `New below` tells that there is more, and leads there",
    "the prompt stands beside the field, and in the scroll-back with its answer",
    "several lines are written in one entry with Shift+Enter, and sent in order",
    "Up and Down bring back what was typed; what is half typed is not lost",
    "Ctrl+R searches what was typed before",
    "Tab completes with the commands that the session has at that moment, and no others",
    "commands and links in the text are clicked or chosen by keyboard",
    "a hidden answer is typed into a password field, is never shown, stored or recalled",
    "themes light, dark, high contrast, and as the system has it; all text has contrast AA",
    "the size of the letters is chosen, and the server is told how much fits",
    "screen-reader mode: plain lines in a polite live region, nothing decorative",
    "a whole visit by keyboard alone, focus always visible",
    "a phone: no sideways scrolling, no zoom jumps, the field stays above the virtual keyboard",
    "what was said is copied as text, as it stands on the screen",
    "the transcript is downloaded as a text file, and holds no hidden answer",
    "settings are kept in this browser",
    "settings follow the account to another browser",
    "the state of the connection is always visible, in words too",
    "a lost network: tries again by itself, ever more slowly, and says when",
    "after a reload of the page, a phone's sleep or a lost network, the same session with what was missed",
    "a second tab is a second session",
    "vitals are shown as bars with their numbers",
    "the room and its exits are shown, and an exit can be clicked",
    "who is here is shown, and changes as they come and go",
    "who is typing is shown, to those who did not turn it off",
    "markup, names, says, descriptions and out-of-band data of others never become HTML",
    "10,000 lines later the page scrolls and types as at the start",
    "under 60 KB in all, compressed; first paint under 300 ms on loopback",
    "a panel tells every key that the page knows",
  ],
  signin: [
    "sign in at /login with name and password; the game opens logged in",
    "a wrong password is told with what to do, and says nothing of whether the name exists",
    "signing in within the stream signs in the page: a second tab is logged in",
    "logging out, on the page or in the stream, signs out both",
    "the cookie is HttpOnly and SameSite, Secure with https, and another one after each login",
    "a form of another site cannot sign in or out",
    "throttles and bans of the login screen hold at /login as well",
  ],
  observatory: [
    "every session is a card that shows its state on the diagram, drawn from the lifecycle table",
    "the card walks as the session settles, logs in, puppets, lets go and leaves",
    "a sequence per session with lanes Client, PortalSession, Boundary, ServerSession, Account, Puppet",
    "a click on a message or hook shows what it carries",
    "secrets are cut: no password in any event, payload or export",
    "filter by kind and by lane, and search",
    "pause, and follow again, with how much came meanwhile",
    "hold one session at the wall: what it sends waits, others go on",
    "let held messages through one by one, and see which hooks will run",
    "hold all sessions, and let go of all",
    "the inspector tells every property, ndb, carry, and flags with their source",
    "the inspector tells the command-set stack, each layer's commands and what hides what",
    "a typed line is matched without being run: which command, of which layer, or why none",
    "reload: before and after side by side, and what survived",
    "crash the Server on purpose: before and after side by side",
    "drop a connection, delay it, split its bytes",
    "scrub back over the last minutes: the state as it was",
    "export as Mermaid, as JSON, and as an HTML file that replays offline",
    "load an exported file again",
    "this machine, staff, or a link with a token that expires and can only look; nobody else",
    "keyboard alone reaches and works everything",
    "200 playing sessions are followed live at less than a tenth of the Server's throughput",
    "unwatched, nothing is recorded and nothing crosses the wall for it",
  ],
  tour: [
    "ten chapters, from connect to disconnect, each with two sentences of what is seen",
    "each chapter drives real sessions, in a house of its own, and leaves the world as it was",
    "the second session in each of the four multisession modes",
    "the same in a terminal: `deno task tour`, `--fast`, `--chapter N`",
  ],
  classroom: [
    "`deno task start --classroom 30` prints where to join, and opens this many seats",
    "a seat is taken with its code, without an e-mail or a name",
    "the board shows the state of every seat, live",
    "everyone is sent to chapter N",
    "a seat, or all of them, is reset",
    "a view for the projector that can only look",
    "at the end the data is thrown away",
  ],
  operators: [
    "/healthz tells that the process lives, /readyz whether the world can be entered, and why not",
    "/metrics has sessions by state and protocol, commands and their latency, the wall's latency and queue, reloads, rejected inputs, throttles, commit times",
    "/status shows name, players and uptime to anybody, as a page and as JSON",
    "a dashboard is described and can be imported",
  ],
  all: [
    "axe finds nothing to complain of, on every page, in light and in dark",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A page, or a group of things on all of them. */
export type PageName = keyof typeof PAGES;

const TITLES: Readonly<Record<PageName, string>> = {
  client: "The client: `/`",
  signin: "Signing in: `/login`",
  observatory: "The observatory: `/observatory`",
  tour: "The tour: `/observatory`, and `deno task tour`",
  classroom: "The classroom: `--classroom`",
  operators: "For operators: `/healthz`, `/readyz`, `/metrics`, `/status`",
  all: "On every page",
};

export const PAGE_NAMES = Object.keys(PAGES).filter((name): name is PageName => name in PAGES);

/** Writes the lists of docs/web-acceptance.md. */
export function acceptanceLists(
  tests: ReadonlyMap<string, readonly Numbered<PageName>[]>,
): string {
  return PAGE_NAMES.map((page) => {
    const rows = PAGES[page].map((what, index) =>
      `| ${index + 1} | ${what} | ${linkTests(tests, { list: page, number: index + 1 })} |`
    );
    return [`## ${TITLES[page]}`, "", "| # | what | tests |", "| - | ---- | ----- |", ...rows]
      .join("\n");
  }).join("\n\n");
}

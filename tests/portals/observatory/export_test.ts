import assert from "node:assert/strict";
import fc from "fast-check";
import mermaid from "mermaid";
import { LIFECYCLE } from "../../../src/core/boundary/lifecycle.ts";
import {
  escapeLabel,
  MAX_MERMAID_ROWS,
  toMermaid,
} from "../../../src/portals/observatory/client/export_mermaid.js";
import { layOutLifecycle } from "../../../src/portals/observatory/client/diagram_layout.js";
import { prettyJson } from "../../../src/portals/observatory/client/pretty_json.js";
import { Rows } from "../../../src/portals/observatory/client/rows.js";
import { readTrace, toHtml, toJson } from "../../../src/portals/observatory/client/trace_file.js";
import { observatoryFiles } from "../../../src/portals/observatory/observatory_files.ts";
import { FakeVisits } from "./fake_visit.ts";

const HOSTILE =
  `</script><img src=x onerror=alert(1)> ; # %%{init}%% end "quoted" \n Note over X: hi`;

function visits(): FakeVisits {
  const made = new FakeVisits(1_000);
  made.connect(1);
  made.login(1, "Anna");
  made.puppet(1);
  made.say(1, HOSTILE);
  return made;
}

function rowsOf({ events }: FakeVisits): Rows {
  const rows = new Rows();
  rows.add(events);
  return rows;
}

function recording(): Parameters<typeof toJson>[0] {
  const { events } = visits();
  const base = { at: 1_000, sessions: [] };
  const about = { serverName: "The Old House", house: "main", exportedAt: 5_000 };
  return { ...about, lifecycle: LIFECYCLE, base, events };
}

Deno.test("observatory 18. toMermaid() writes a diagram that Mermaid can read", async () => {
  const rows = rowsOf(visits()).all.filter((row) => !row.isEnd);
  const text = toMermaid(rows, { title: `The <Old> House; #1: "a"` });
  assert.equal((await mermaid.parse(text) || undefined)?.diagramType, "sequence");
  assert.match(text, /^ {2}Client->>PortalSession: #35;1 text “connect Anna •••”$/m);
  assert.equal(text.split("\n").length, 2 + 6 + rows.length + 1, "one line for each row");
});

Deno.test("toMermaid() stays readable to Mermaid whatever a label holds", async () => {
  const label = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.constantFrom(
      HOSTILE,
      ";",
      "#",
      ":::",
      "end",
      "wrap: x",
      "%% no",
      "<<>>",
      "->>",
      "{",
      "alt x",
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(label, { minLength: 1, maxLength: 8 }), async (labels) => {
      const made = new FakeVisits(0);
      for (const text of labels) made.input(1, text);
      for (const text of labels) made.hook(1, `account:${text}`, [text]);
      for (const text of labels) made.emit("session:step", { step: "login", from: text, to: text });
      const text = toMermaid(rowsOf(made).all, { title: labels[0] ?? "" });
      assert.equal((await mermaid.parse(text) || undefined)?.diagramType, "sequence");
    }),
    { numRuns: 50 },
  );
});

Deno.test("escapeLabel() leaves nothing in a label that has a meaning", () => {
  assert.equal(escapeLabel("a;b #c\n<d>"), "a#59;b #35;c #60;d#62;");
});

Deno.test("toMermaid() draws the last rows of too many, and says so", () => {
  const made = new FakeVisits(0);
  for (let nth = 0; nth < MAX_MERMAID_ROWS; nth++) made.input(1, `line ${nth}`);
  const text = toMermaid(rowsOf(made).all, { title: "many" });
  assert.match(text, new RegExp(`${MAX_MERMAID_ROWS} events before these are left out`));
  assert.ok(text.includes(`line ${MAX_MERMAID_ROWS - 1}”`));
});

Deno.test("observatory 19. readTrace() reads what toJson() and toHtml() wrote", () => {
  const whole = recording();
  const page = replayPage();
  assert.deepEqual(readTrace(toJson(whole)), whole);
  assert.deepEqual(readTrace(toHtml(whole, page)), whole);
  const again = toHtml(readTrace(toHtml(whole, page)), toHtml(whole, page));
  assert.equal(again, toHtml(whole, page), "an export can be exported again");
});

Deno.test("toHtml() lets nothing out of the element that holds the recording", () => {
  const page = replayPage();
  const text = toHtml(recording(), page);
  const parts = (of: string) => of.match(/<\/?script|<!--|<img/gi) ?? [];
  assert.deepEqual(parts(text), parts(page));
});

Deno.test("readTrace() says what is wrong with a file, in words for who chose it", () => {
  const whole = JSON.parse(toJson(recording()));
  const step = whole.events.findIndex(({ kind }: { kind: string }) => kind === "session:step");
  const wrong = (change: Record<string, unknown>) => JSON.stringify({ ...whole, ...change });
  const withEvent = (event: unknown) => wrong({ events: whole.events.with(step, event) });
  const cases = [
    ["", /cannot be read/],
    ["{", /cannot be read/],
    ["null", /not a recording/],
    ["[]", /not a recording/],
    ["<!doctype html><p>hi", /no export of the observatory/],
    [wrong({ format: "other" }), /not a recording/],
    [wrong({ version: 2 }), /version 2/],
    [wrong({ serverName: {} }), /what was watched/],
    [wrong({ exportedAt: "now" }), /when it was made/],
    [wrong({ lifecycle: { a: { go: "nowhere" } } }), /lifecycle/],
    [wrong({ lifecycle: [] }), /lifecycle/],
    [wrong({ base: { at: 0, sessions: [{ sessid: "<b>" }] } }), /sessions are damaged/],
    [wrong({ events: {} }), /no events/],
    [wrong({ events: new Array(200_001).fill(0) }), /more than 200000/],
    [withEvent(null), new RegExp(`event ${step + 1} is damaged`)],
    [withEvent({ ...whole.events[step], at: 1e300 }), /damaged/],
    [withEvent({ ...whole.events[step], data: { to: 7 } }), /damaged/],
    [
      withEvent({
        ...whole.events[step],
        kind: "wall:portal",
        data: { message: { kind: "connect" } },
      }),
      /damaged/,
    ],
    [
      withEvent({
        ...whole.events[step],
        kind: "wall:portal",
        data: { message: { kind: "sync", sessions: 1 } },
      }),
      /damaged/,
    ],
    [
      withEvent({
        ...whole.events[step],
        kind: "wall:server",
        data: { message: { kind: "sync", fields: 1 } },
      }),
      /damaged/,
    ],
  ] as const;
  for (const [text, message] of cases) assert.throws(() => readTrace(text), { message });
});

Deno.test("the page that replays names its own script and style by hash, and asks for nothing", () => {
  const page = replayPage();
  assert.match(
    page,
    /default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'/,
  );
  assert.doesNotMatch(page, /<link|src="|href="(?!#)/);
  assert.doesNotMatch(page, /^import |^export /m);
});

function replayPage(): string {
  const files = observatoryFiles("The Old House");
  return files.find(({ path }) => path.endsWith("/replay.html"))?.body ?? "";
}

Deno.test("observatory 1. layOutLifecycle() draws every state and step of the table, always alike", () => {
  const size = { width: 860, height: 138, top: 52, radius: 12, nameHeight: 21 };
  const { nodes, edges } = layOutLifecycle(LIFECYCLE, size);
  assert.deepEqual(nodes.map(({ state }) => state), Object.keys(LIFECYCLE));
  const steps = Object.entries(LIFECYCLE).flatMap(([from, table]) =>
    Object.entries(table).map(([step, to]) => `${step}: ${from} ${to}`)
  );
  assert.deepEqual(edges.map(({ step, from, to }) => `${step}: ${from} ${to}`), steps);
  const xs = nodes.slice(0, 4).map(({ x }) => x);
  assert.deepEqual(xs, xs.toSorted((one, other) => one - other), "in the order of a visit");
  assert.deepEqual(layOutLifecycle(LIFECYCLE, size), { nodes, edges });
});

Deno.test("layOutLifecycle() draws any table, circles and states alone included", () => {
  const size = { width: 300, height: 90, top: 24, radius: 7, nameHeight: 17 };
  const states = ["a", "b", "c", "d"];
  const table = fc.record(Object.fromEntries(states.map((state) => [
    state,
    fc.dictionary(fc.constantFrom("go", "come", "end"), fc.constantFrom(...states)),
  ])));
  fc.assert(fc.property(table, (lifecycle) => {
    const { nodes, edges } = layOutLifecycle(lifecycle, size);
    assert.deepEqual(nodes.map(({ state }) => state).sort(), states);
    const steps = Object.values(lifecycle).flatMap((found) => Object.keys(found));
    assert.equal(edges.length, steps.length);
    assert.ok(nodes.every(({ x, y }) => x >= 0 && x <= 300 && y >= 0 && y <= 90));
  }));
});

Deno.test("prettyJson() writes any data as JSON that means the same", () => {
  fc.assert(fc.property(fc.json(), (text) => {
    const value = JSON.parse(text);
    assert.deepEqual(JSON.parse(prettyJson(value)), value);
  }));
  assert.equal(
    prettyJson({ calls: [["text", ["look"], {}]] }),
    '{ "calls": [["text", ["look"], {}]] }',
  );
});

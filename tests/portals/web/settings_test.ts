import assert from "node:assert/strict";
import fc from "fast-check";
import { Settings } from "../../../src/portals/web/client/settings.js";

const FIRST = {
  theme: "system",
  textSize: 100,
  screenReader: false,
  typing: true,
  hiddenPanels: [],
};

/** A place that keeps texts, as the browser's. */
function place(kept?: string): Storage {
  const items = new Map(kept === undefined ? [] : [["vestibule.settings", kept]]);
  return {
    length: 0,
    clear: () => items.clear(),
    key: () => null,
    getItem: (name) => items.get(name) ?? null,
    removeItem: (name) => void items.delete(name),
    setItem: (name, value) => void items.set(name, value),
  };
}

Deno.test("client 16. Settings keeps what was chosen for the next visit", () => {
  const browser = place();
  const settings = new Settings(browser);
  assert.deepEqual(settings.all, FIRST);
  assert.ok(settings.set("theme", "contrast"));
  assert.ok(settings.set("textSize", 150));
  assert.deepEqual(new Settings(browser).all, { ...FIRST, theme: "contrast", textSize: 150 });
});

Deno.test("client 16. Settings keeps nothing that cannot be", () => {
  const browser = place();
  const settings = new Settings(browser);
  assert.equal(settings.set("theme", "pink"), false);
  assert.equal(settings.set("textSize", 1e9), false);
  assert.equal(settings.set("hiddenPanels", Array(51).fill("room")), false);
  assert.deepEqual(settings.all, FIRST);
  assert.equal(browser.getItem("vestibule.settings"), null);
});

Deno.test("client 16. Settings has all values that fit, whatever is kept", () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.record({ theme: fc.anything(), textSize: fc.anything(), hiddenPanels: fc.anything() })
      .map((values) => {
        try {
          return JSON.stringify(values);
        } catch {
          return "";
        }
      }),
  );
  fc.assert(fc.property(text, (kept) => {
    const settings = new Settings(place(kept));
    for (const name of ["theme", "textSize", "screenReader", "typing", "hiddenPanels"] as const) {
      assert.ok(settings.set(name, settings.get(name)), name);
    }
  }));
});

Deno.test("client 16. Settings loses no good value beside a bad one, nor what a later page kept", () => {
  const kept = { v: 9, theme: "pink", textSize: 120, screenReader: 1, sound: { bell: true } };
  const browser = place(JSON.stringify(kept));
  const settings = new Settings(browser);
  assert.deepEqual(settings.all, { ...FIRST, textSize: 120 });
  settings.set("theme", "dark");
  const now = JSON.parse(browser.getItem("vestibule.settings") ?? "");
  assert.deepEqual(now.sound, { bell: true });
  assert.equal(now.textSize, 120);
});

Deno.test("Settings tells who listens of changes, and where they came from", () => {
  const settings = new Settings(null);
  const told: unknown[] = [];
  const end = settings.onChange((...change: unknown[]) => told.push(change));
  settings.set("theme", "system");
  settings.set("theme", "light");
  settings.take({ theme: "dark", textSize: "big", other: 1, screenReader: true });
  settings.take(null);
  end();
  settings.set("theme", "light");
  assert.deepEqual(told, [
    ["theme", "light", "chosen"],
    ["theme", "dark", "taken"],
    ["screenReader", true, "taken"],
  ]);
});

Deno.test("Settings hold while the page is open in a browser that keeps nothing", () => {
  const full = {
    ...place(),
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  const settings = new Settings(full);
  assert.ok(settings.set("theme", "dark"));
  assert.equal(settings.get("theme"), "dark");
});

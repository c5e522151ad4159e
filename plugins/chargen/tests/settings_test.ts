import assert from "node:assert/strict";
import chargen from "../mod.ts";
import { schemaOf } from "./chargen_game.ts";

/** Returns what is wrong with settings, as the start says it: a path and a sentence each. */
async function problems(settings: unknown): Promise<readonly string[]> {
  const { issues = [] } = await schemaOf(chargen)["~standard"].validate(settings);
  return issues.map(({ message, path = [] }) => {
    const steps = path.map((step) => String(typeof step === "object" ? step.key : step));
    return `${steps.join(".")} ${message}`.trim();
  });
}

Deno.test("the settings have a default each", async () => {
  const result = await schemaOf(chargen)["~standard"].validate({});
  assert.ok(result.issues === undefined);
  const { kinds, attributes, points, description, nameHold, enterWorld } = result.value;
  assert.deepEqual(kinds.map(({ key }) => key), ["wanderer", "scholar", "tinkerer"]);
  assert.deepEqual(attributes.map(({ key, min, max }) => [key, min, max]), [
    ["body", 1, 5],
    ["mind", 1, 5],
    ["heart", 1, 5],
  ]);
  assert.deepEqual(description, { minLength: 0, maxLength: 1_000, maxLines: 20 });
  assert.deepEqual([points, nameHold, enterWorld], [6, 86_400, true]);
});

const WRONG: readonly (readonly [settings: unknown, problem: string | RegExp])[] = [
  [{ kindz: [] }, /^kindz must be one of kinds, attributes, points, description, nameHold, /],
  [{ kinds: "elf" }, 'kinds must be a list: it is "elf"'],
  [{ kinds: [{}] }, "kinds.0.key must be given: it is undefined"],
  [{ kinds: ["elf"] }, 'kinds.0 must be an object of key, desc: it is "elf"'],
  [{ kinds: [{ key: "elf", hue: 1 }] }, "kinds.0.hue must be one of key, desc"],
  [
    { kinds: [{ key: "elf 2" }] },
    'kinds.0.key must be 1 to 30 letters, spaces, \' and -: it is "elf 2"',
  ],
  [{ kinds: [{ key: "Quit" }] }, /^kinds\.0\.key must be another word, since this one means/],
  [
    { kinds: [{ key: "elf" }, { key: "Elf" }] },
    "kinds must name each thing once: two have the same key",
  ],
  [{ points: -1 }, "points must be at least 0: it is -1"],
  [{ points: 1.5 }, "points must be a whole number: it is 1.5"],
  [{ points: "6" }, 'points must be a number: it is "6"'],
  [{ points: 13 }, "points must be at most 12, all that the attributes take: it is 13"],
  [
    { attributes: [{ key: "wits", min: 4, max: 2 }], points: 0 },
    'attribute "wits": its min must be at most its max, 2: it is 4',
  ],
  [
    { description: { maxLength: 5, minLength: 9 } },
    "description.minLength must be at most maxLength, 5: it is 9",
  ],
  [{ nameHold: Infinity }, "nameHold must be finite"],
  [{ enterWorld: "yes" }, "enterWorld must be true or false"],
  [{ texts: { kind: "A {kind}?" } }, "texts.kind may have only {name} in braces"],
  [{ texts: { name: "Who, {name}?" } }, "texts.name must have nothing in braces"],
  [
    { texts: { hello: "" } },
    "texts.hello must be one of name, kind, points, description, review, created",
  ],
];

for (const [settings, problem] of WRONG) {
  Deno.test(`the settings ${JSON.stringify(settings)} are refused`, async () => {
    const [first, ...others] = await problems(settings);
    assert.deepEqual(others, []);
    if (typeof problem === "string") assert.equal(first, problem);
    else assert.match(first ?? "", problem);
  });
}

import assert from "node:assert/strict";
import { cmdSet } from "../../../src/core/cmdset/cmdset.ts";
import type { AnyCommand } from "../../../src/core/command/context.ts";
import { defineCommand } from "../../../src/core/command/define_command.ts";
import { Providers } from "../../../src/core/command/providers.ts";
import type { GameObject } from "../../../src/core/model.ts";
import { StoredObject } from "../../../src/core/object/game_object.ts";
import { worldLab } from "../object/world_lab.ts";
import { newSession } from "../session/new_session.ts";

function set(key: string) {
  const command = defineCommand({ key: `use ${key}`, run() {} });
  return { name: `test/${key}`, set: cmdSet<AnyCommand>({ key, commands: [command] }) };
}

/** A house with a hall and a garden, a way out, a ball and a bag, and a session that is Anna. */
function house() {
  const { world } = worldLab();
  const [hall, garden] = [
    world.create({ type: "room", name: "Hall" }),
    world.create({ type: "room", name: "Garden" }),
  ];
  const anna = world.create({ type: "character", name: "Anna", location: hall });
  const out = world.create({
    ...{ type: "exit", name: "out", aliases: ["o"], location: hall, destination: garden },
  });
  const ball = world.create({ type: "thing", name: "ball", location: hall });
  const bag = world.create({ type: "thing", name: "bag", location: anna });
  const core = newSession();
  core.puppet = anna;
  const providers = new Providers((id) => world.contentsVersion(id), () => {});
  return { world, hall, garden, anna, out, ball, bag, core, providers };
}

type House = ReturnType<typeof house>;

function labels({ providers, core }: House): readonly string[] {
  return providers.of(core).map(({ label }) => label);
}

/** The names under which exits can be taken. */
function exits({ providers, core }: House): readonly string[] {
  const found = providers.of(core).find(({ place }) => place === "exit");
  return found?.sets.flatMap((set) => [...set].flatMap(({ key, aliases }) => [key, ...aliases])) ??
    [];
}

Deno.test("7.4.1 Providers.of() finds session, puppet, what is around it, and the exits", () => {
  const the = house();
  for (const owner of [the.ball, the.bag, the.hall]) owner.cmdsets.add(set(owner.name));
  assert.deepEqual(labels(the), [
    "session",
    "character",
    `ball (#${the.ball.id})`,
    `bag (#${the.bag.id})`,
    `Hall (#${the.hall.id})`,
    "exits",
  ]);
});

Deno.test("Providers.of() leaves out what has no command set", () => {
  assert.deepEqual(labels(house()), ["session", "character", "exits"]);
});

Deno.test("Providers.of() makes no stack for what has none, however often one looks", () => {
  const the = house();
  the.ball.cmdsets.add(set("ball"));
  for (let look = 0; look < 2; look++) labels(the);
  const made = [the.hall, the.out, the.ball, the.bag]
    .filter((object) => object instanceof StoredObject && object.madeCmdSets !== undefined);
  assert.deepEqual(made, [the.ball]);
});

Deno.test("Providers.of() gives a session without a puppet itself alone", () => {
  const the = house();
  the.core.puppet = null;
  assert.deepEqual(labels(the), ["session"]);
});

const CHANGES: readonly (readonly [string, (the: House) => void, readonly string[]])[] = [
  ["renamed", ({ out }) => out.name = "away", ["away", "o"]],
  ["given an alias", ({ out }) => out.aliases = ["o", "leave"], ["out", "o", "leave"]],
  ["moved away", ({ out, garden }) => out.location = garden, []],
  ["deleted", ({ out }) => out.delete(), []],
  ["joined by another", ({ world, hall }) => {
    world.create({ type: "exit", name: "up", location: hall });
  }, ["out", "o", "up"]],
  ["left behind", ({ anna, garden }) => anna.location = garden, []],
];

for (const [what, change, expected] of CHANGES) {
  Deno.test(`Providers.of() notices an exit that is ${what}`, () => {
    const the = house();
    assert.deepEqual(exits(the), ["out", "o"]);
    change(the);
    assert.deepEqual(exits(the).toSorted(), expected.toSorted());
  });
}

Deno.test("Providers.of() keeps the exits of a place while nothing there changes", () => {
  const the = house();
  const exitsOf = () => the.providers.of(the.core).at(-1)?.owner;
  const before = exitsOf();
  the.anna.desc = "Tall.";
  assert.equal(exitsOf(), before);
  the.world.create({ type: "thing", name: "cup", location: the.hall });
  assert.notEqual(exitsOf(), before);
});

Deno.test("Providers.of() gives out the version of a stack, so that a merge can be kept", () => {
  const the = house();
  const versions = () => the.providers.of(the.core).map(({ version }) => version);
  const before = versions();
  assert.deepEqual(versions(), before);
  const puppet: GameObject = the.anna;
  puppet.cmdsets.add(set("hat"));
  assert.notDeepEqual(versions(), before);
});

/** A plugin that puts whoever asks into a room of a known size, and makes the world larger. */
import * as z from "zod";
import {
  type AnyCommand,
  type CmdSet,
  cmdSet,
  defineCommand,
  definePlugin,
  type GameObject,
  type Plugin,
  type World,
} from "@vestibule/core";

/** Finds a room, or makes it with so many things in it. */
function roomOf(world: World, name: string, things: number): GameObject {
  const known = world.named(name).find(({ type }) => type === "room");
  if (known !== undefined) return known;
  const room = world.create({ type: "room", name, desc: "A |groom|n to be measured in." });
  for (let at = 0; at < things; at++) {
    world.create({ type: "thing", name: `thing ${at}`, location: room });
  }
  return room;
}

const place = defineCommand({
  key: "place",
  needs: "puppet",
  args: z.string(),
  run({ puppet, game, args, msg }) {
    const [name = "", things = "0"] = args.split(" ");
    puppet.location = roomOf(game.world, name, Number(things));
    msg("You are placed.");
  },
});

const keep = defineCommand({
  key: "keep",
  needs: "puppet",
  run({ puppet, msg }) {
    const kept = Number(puppet.get("kept") ?? 0) + 1;
    puppet.set("kept", kept);
    msg("It is kept.");
  },
});

/** In parts, as one command may not take long. */
const grow = defineCommand({
  key: "grow",
  args: z.coerce.number(),
  run({ game, args, msg }) {
    const attic = roomOf(game.world, "attic", 0);
    for (let at = 0; at < args; at++) {
      game.world.create({ type: "thing", name: `stored ${at}`, location: attic });
    }
    msg("It has grown.");
  },
});

const enroll = defineCommand({
  key: "enroll",
  args: z.string(),
  async run({ game, args, msg }) {
    const [prefix = "", count = "0"] = args.split(" ");
    for (let at = 0; at < Number(count); at++) {
      await game.accounts.create(`${prefix}${at}`, "correct-horse-battery", "127.0.0.1");
    }
    msg("They are enrolled.");
  },
});

const learn = defineCommand({
  key: "learn",
  needs: "session",
  args: z.string(),
  run({ session, args, msg }) {
    session.cmdsets.add(`bench/know${args}`);
    msg("You know more.");
  },
});

/** So many commands that do nothing. */
function knowledge(count: number): CmdSet<AnyCommand> {
  const commands = Array.from(
    { length: count },
    (_, at) =>
      defineCommand({ key: `fact${at}`, needs: "session", run: ({ msg }) => msg("So it is.") }),
  );
  return cmdSet({ key: `Know${count}`, commands });
}

const bench: Plugin = definePlugin({
  name: "bench",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    for (const count of [5, 50, 500]) provide.cmdset(`know${count}`, knowledge(count));
    provide.commands("builtin/account", [place, keep, grow, enroll, learn]);
  },
});
export default bench;

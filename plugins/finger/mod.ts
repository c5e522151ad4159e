/**
 * Finger (RFC 1288), the game's half: one command, for the sessions that come by that protocol.
 *
 * It runs in the sandbox. What listens is the entry `./portal`.
 *
 * @module
 */
import {
  type AnyCommand,
  type CmdSet,
  cmdSet,
  defineCommand,
  definePlugin,
  type Plugin,
  type Session,
} from "@vestibule/core";
import { fingerAnswer } from "./finger_answer.ts";

/** Says nothing: a program that asks has no use for a login screen. */
const silence: AnyCommand = defineCommand({
  key: "finger greeting",
  system: "unloggedinLook",
  needs: "session",
  run() {},
});

/** Answers, and hangs up: finger is one question and one answer. */
const finger: AnyCommand = defineCommand({
  key: "finger",
  needs: "session",
  usage: "finger [/W] [name]",
  help: "Tells a program who is here.",
  run: ({ args, game, session }) =>
    game.sessions.disconnect(session, "quit", fingerAnswer(game, args)),
});

/** All that a finger session can do: it replaces the login commands. */
const fingerSet: CmdSet<AnyCommand> = cmdSet<AnyCommand>({
  key: "Finger",
  priority: 100,
  mergeType: "replace",
  commands: [silence, finger],
});

function offer(session: Session): void {
  if (session.protocolKey === "finger") session.cmdsets.add("finger/only");
}

/** The plugin. */
const plugin: Plugin = definePlugin({
  name: "finger",
  version: "0.1.0",
  api: 1,
  setup({ provide, on }) {
    provide.cmdset("only", fingerSet);
    on("session:connect", ({ session }) => offer(session));
    // A session that has not logged in comes out of a reload with the login commands alone.
    on("server:start", ({ game }) => game.sessions.all().forEach(offer));
  },
});

export default plugin;

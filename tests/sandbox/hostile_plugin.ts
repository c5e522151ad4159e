/** A plugin that takes hold of the ports of its isolate, and posts on them what it likes. */
import { defineCommand, definePlugin, type Plugin } from "@vestibule/core";

/** What is posted to the Portal without being asked, by a name that the test says. */
type Forgery = (epoch: number, own: number) => unknown;

const LETTERS = 20_000_000;

function batch(epoch: number, ...messages: readonly unknown[]) {
  return { epoch, messages, taken: 0 };
}

function output(sessids: readonly unknown[], text: unknown) {
  return { kind: "output", sessids, calls: [["text", [text], {}]] };
}

function deep(levels: number): unknown {
  let value: unknown = "bottom";
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

function circle(): unknown {
  const value: unknown[] = [];
  value.push(value);
  return value;
}

/** An array that says the same so often that nobody can take it apart. */
function bomb(): unknown {
  let value: unknown = "boom";
  for (let level = 0; level < 40; level++) value = [value, value];
  return value;
}

const polluting: unknown = JSON.parse(
  '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
);

const FORGERIES: Readonly<Record<string, Forgery>> = {
  "sessids that are none": (epoch) => batch(epoch, output([-1, 0, 1.5, "1", null, {}], "forged")),
  "a sessid that nobody has": (epoch) =>
    batch(
      epoch,
      output([4711], "forged"),
      { kind: "login", sessid: 4711, uid: 1, uname: "root" },
      { kind: "sync", sessid: 4711, fields: { state: "puppeting" } },
      { kind: "disconnect", sessids: [4711], reason: "quit", text: null },
    ),
  "an older epoch": (epoch, own) => batch(epoch - 1, output([own], "forged")),
  "a newer epoch": (epoch, own) => batch(epoch + 1, output([own], "forged")),
  "an epoch that is no number": (_epoch, own) => ({
    ...{ epoch: "1", taken: 0, messages: [output([own], "forged")] },
  }),
  "no envelope": () => ({ messages: "forged" }),
  "nothing": () => null,
  "messages of no kind": (epoch) => batch(epoch, null, 1, "x", [], {}, { kind: "forged" }),
  "a kind that objects have": (epoch) =>
    batch(epoch, { kind: "constructor" }, { kind: "__proto__" }),
  "a long kind": (epoch) => batch(epoch, { kind: "k".repeat(100_000) }),
  "text that is too long": (epoch, own) => batch(epoch, output([own], "x".repeat(LETTERS))),
  "calls that are too deep": (epoch, own) => batch(epoch, output([own], deep(1_000))),
  "calls that hold themselves": (epoch, own) => batch(epoch, output([own], circle())),
  "calls that say the same for ever": (epoch, own) => batch(epoch, output([own], bomb())),
  "what JSON cannot say": (epoch, own) =>
    batch(epoch, output([own], 1n), output([own], new Map([[1, 2]])), output([own], new Date())),
  "flags with a prototype": (epoch, own) =>
    batch(epoch, { kind: "sync", sessid: own, fields: { carry: polluting } }),
  "calls with a prototype": (epoch, own) =>
    batch(epoch, { kind: "output", sessids: [own], calls: [["note", [polluting], polluting]] }),
  "names with a prototype": (epoch) => batch(epoch, { kind: "oob", names: polluting }),
  "an event that is none": (epoch) =>
    batch(epoch, { kind: "trace", events: [null, {}, polluting] }),
  "answers that nobody asked for": (epoch) =>
    batch(epoch, { kind: "reply", id: 99, answer: { kind: "answered", value: polluting } }),
  "a question by a name that objects have": (epoch) =>
    batch(epoch, { kind: "request", id: 1, name: "constructor", value: polluting, deadline: 1e15 }),
};

const ports = new Set<MessagePort>();
let epoch = 0;

/** Every message goes this way, so the first one shows the port and the epoch. */
const post = MessagePort.prototype.postMessage;
MessagePort.prototype.postMessage = function (this: MessagePort, ...args: unknown[]) {
  const [said] = args;
  if (typeof said === "object" && said !== null && "taken" in said && "epoch" in said) {
    ports.add(this);
    epoch = Number(said.epoch);
  }
  return Reflect.apply(post, this, args);
};

const plugin: Plugin = definePlugin({
  name: "hostile",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.commands("builtin/unloggedin", [
      defineCommand({
        key: "forge",
        needs: "session",
        run({ args, msg, session }) {
          const forgery = FORGERIES[args];
          if (forgery === undefined) {
            return msg({ oob: { forgeries: { names: Object.keys(FORGERIES) } } });
          }
          for (const port of ports) Reflect.apply(post, port, [forgery(epoch, session.sessid)]);
          msg(`Posted on ${ports.size} port.`);
        },
      }),
      defineCommand({
        key: "say past the wall",
        needs: "session",
        run({ msg }) {
          // A worker's global has this member.
          const scope = self as unknown as { postMessage(said: unknown): void };
          for (const said of [{ toString: 1 }, "x".repeat(LETTERS), polluting]) {
            scope.postMessage(said);
          }
          msg("Said.");
        },
      }),
      defineCommand({
        key: "polluted",
        needs: "session",
        run: ({ msg }) => msg(`polluted: ${"polluted" in {}}`),
      }),
    ]);
  },
});

export default plugin;

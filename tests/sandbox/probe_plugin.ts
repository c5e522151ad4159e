/** A plugin that reaches for everything game code should not have, and says what it got. */
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { defineCommand, definePlugin, type Plugin } from "@vestibule/core";

const attempts: Readonly<Record<string, () => unknown>> = {
  "read a file": () => Deno.readTextFile("deno.json"),
  "read its own module": () => Deno.readTextFile(new URL(import.meta.url)),
  "write a file": () => Deno.writeTextFile("sandbox.txt", "x"),
  "read a file through node:fs": () => readFile("deno.json", "utf8"),
  "connect a socket": () => Deno.connect({ hostname: "127.0.0.1", port: 9 }),
  "listen on a socket": () => Deno.listen({ port: 0 }),
  "connect through node:net": () =>
    new Promise((resolve, reject) => {
      const socket = connect(9, "127.0.0.1");
      socket.on("connect", resolve);
      socket.on("error", reject);
    }),
  "fetch a page": () => fetch("http://127.0.0.1:4999/"),
  "open a database file": async () => {
    const { DatabaseSync } = await import("node:sqlite");
    return new DatabaseSync("sandbox.db");
  },
  "read the environment": () => Deno.env.get("HOME"),
  "read the environment through process": async () => {
    const { default: process } = await import("node:process");
    const names = Object.keys(process.env);
    if (names.length === 0) throw new Error("the environment looks empty");
    return names;
  },
  "run a program": () => new Deno.Command("true").output(),
  "run a program through node:child_process": async () => {
    const { execFileSync } = await import("node:child_process");
    return execFileSync("true");
  },
  "load a native library": () => Deno.dlopen("libc.so.6", {}),
  "read the host name": () => Deno.hostname(),
  "import a local file by a computed name": () => import(`${"../../src"}/main.ts`),
  "import from the web by a computed name": () => import(`${"https:"}//127.0.0.1:9/x.ts`),
  "import an npm package by a computed name": () => import(`${"npm:"}zod@4`),
  "start a worker of its own": () => {
    const worker = new Worker("data:text/javascript,self.close()", { type: "module" });
    worker.terminate();
  },
  "start a worker with more permissions": () =>
    new Promise((resolve, reject) => {
      const worker = new Worker("data:text/javascript,self.close()", {
        type: "module",
        deno: { permissions: { read: true } },
      });
      worker.terminate();
      resolve(worker);
      worker.onerror = reject;
    }),
  "signal its own process": () => Deno.kill(Deno.pid, "SIGCONT"),
  "use the caches": () => caches.open("sandbox"),
  "ask for a permission": async () => {
    const { state } = await Deno.permissions.request({ name: "read" });
    if (state !== "granted") throw new Error(`the answer was "${state}"`);
  },
  "print": () => console.error("(the sandbox probe prints this line)"),
};

const probe = defineCommand({
  key: "probe",
  needs: "session",
  async run({ msg }) {
    const results: Record<string, string> = {};
    for (const [name, attempt] of Object.entries(attempts)) results[name] = await outcome(attempt);
    msg({ oob: { probe: results } });
  },
});

async function outcome(attempt: () => unknown): Promise<string> {
  try {
    await attempt();
    return "granted";
  } catch (error) {
    if (!(error instanceof Error)) return `denied: ${error}`;
    return `denied: ${error.name}: ${error.message.slice(0, 90)}`;
  }
}

const plugin: Plugin = definePlugin({
  name: "probe",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.commands("builtin/unloggedin", [probe]);
  },
});

export default plugin;

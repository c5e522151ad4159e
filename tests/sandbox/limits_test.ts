import assert from "node:assert/strict";
import { temporaryFolder } from "../core/store/samples.ts";
import { measured, stopwatch } from "../reliability/measured.ts";

interface Ended {
  readonly signal: string | null;
  readonly text: string;
}

interface How {
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs code as game code runs, denied everything, in a process of its own. */
async function denied(code: string, { flags = [], env = {} }: How = {}): Promise<Ended> {
  using folder = temporaryFolder();
  const inner = `
    try { ${code}; postMessage("granted"); } catch (error) { postMessage(String(error)); }
  `;
  const main = `
    const code = new Blob([${JSON.stringify(inner)}], { type: "text/javascript" });
    const permissions = "none";
    const worker = new Worker(URL.createObjectURL(code), { type: "module", deno: { permissions } });
    worker.onmessage = ({ data }) => { console.log("It got: " + data); Deno.exit(); };
  `;
  const file = `${folder.path}/main.ts`;
  await Deno.writeTextFile(file, main);
  const args = ["--no-config", "--no-lock", "--unstable-worker-options", ...flags];
  const { signal, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", ...args, file],
    ...{ stdin: "null", cwd: folder.path, env: { ...env, NO_COLOR: "1" } },
  }).output();
  const text = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
  return { signal, text };
}

Deno.test("sandbox 6. game code can end the process by a signal", async () => {
  const since = stopwatch();
  const { signal, text } = await denied('Deno.kill(Deno.pid, "SIGKILL")');
  assert.equal(signal, "SIGKILL");
  assert.doesNotMatch(text, /It got/);
  measured("sandbox 6", `a process ended by its own SIGKILL ${since()} ms after its start`);
});

Deno.test("sandbox 6. game code can print: what it prints is not the log's", async () => {
  const { text } = await denied('console.log("printed by game code")');
  assert.match(text, /printed by game code\n[^]*It got: granted/);
});

Deno.test("sandbox 6. game code can keep caches on the disk, in Deno's own folder", async () => {
  const keep = 'const cache = await caches.open("kept"); ' +
    'await cache.put("https://here.example/", new Response("kept"))';
  using folder = temporaryFolder();
  const env = { DENO_DIR: folder.path };
  assert.match((await denied(keep, { env })).text, /It got: granted/);
  assert.ok([...Deno.readDirSync(folder.path)].length > 0);
});

Deno.test("sandbox 6. an npm package by a computed name is refused under --cached-only unless it is there", async () => {
  using folder = temporaryFolder();
  const code = 'await import("npm:" + "is-odd@3.0.1")';
  const env = { DENO_DIR: folder.path };
  const { text } = await denied(code, { flags: ["--cached-only"], env });
  assert.match(text, /It got: TypeError: [^]*not found in cache.*--cached-only/);
  const downloaded = [...Deno.readDirSync(`${folder.path}/npm`)];
  assert.deepEqual(downloaded, []);
  measured("sandbox 6", `under --cached-only ${downloaded.length} packages were downloaded`);
});

Deno.test("sandbox 2. a local file, or an address, by a computed name is refused", async () => {
  const names = ["file:///etc/passwd", "http://127.0.0.1:9/x.ts", "https://127.0.0.1:9/x.ts"];
  for (const name of names) {
    const { text } = await denied(`await import(${JSON.stringify(name)} + "")`);
    assert.match(text, /It got: TypeError: Requires (?:read|import) access/, name);
  }
  measured("sandbox 2", `${names.length} of ${names.length} imports by computed names refused`);
});

Deno.test("sandbox 2. a worker within the worker has no more permissions than that", async () => {
  const inner = 'postMessage((await Deno.permissions.query({ name: "read" })).state)';
  const nested = (more: string) => `
    const inner = ${JSON.stringify(`data:text/javascript,${encodeURIComponent(inner)}`)};
    const worker = new Worker(inner, { type: "module" ${more} });
    throw (await new Promise((resolve) => worker.onmessage = resolve)).data
  `;
  assert.match((await denied(nested(""))).text, /It got: (?:denied|prompt)/);
  const more = await denied(nested(", deno: { permissions: { read: true } }"));
  assert.match(more.text, /It got: NotCapable: Can't escalate parent thread permissions/);
});

import assert from "node:assert/strict";
import { tempFolder } from "../cli/temp_folder.ts";
import { FREE_PORTS, runToEnd, startBare, startProgram } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";

const WANTED = [
  { what: "telnet", flag: "--telnet-port", variable: "VESTIBULE_TELNET_PORT" },
  { what: "web", flag: "--web-port", variable: "VESTIBULE_WEB_PORT" },
  { what: "telnet over TLS", flag: "--tls-port", variable: "VESTIBULE_TLS_PORT" },
  { what: "SSH", flag: "--ssh-port", variable: "VESTIBULE_SSH_PORT" },
];

for (const { what, flag, variable } of WANTED) {
  Deno.test(`${flag} with a port that is taken ends the start and names one that is free`, async () => {
    await using folder = await tempFolder();
    using holder = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = holder.addr;
    const others = WANTED.flatMap((wanted) => wanted.flag === flag ? [] : [wanted.flag, "0"]);
    const rest = [...others, "--data", folder.path];
    const byFlag = await runToEnd([flag, `${port}`, ...rest]);
    const byVariable = await runToEnd(rest, { env: { [variable]: `${port}` } });
    for (const { code, out, err } of [byFlag, byVariable]) {
      assert.equal(code, 1);
      assert.equal(out, "");
      assert.match(err, new RegExp(`Cannot listen for ${what} on port ${port} .*another program`));
      const free = Number(new RegExp(`start with ${flag} (\\d+), which is free`).exec(err)?.[1]);
      assert.notEqual(free, port);
      Deno.listen({ hostname: "127.0.0.1", port: free }).close();
    }
  });
}

Deno.test("a default port that is taken is replaced by the next one that is free, and that is said", async () => {
  await using folder = await tempFolder();
  using _holder = takePort(4000);
  await using program = await startBare({
    // The flags that come first are those of telnet's port.
    args: [...FREE_PORTS.slice(2), "--data", folder.path],
  });
  const { printed, telnetPort } = program;
  assert.match(
    printed,
    new RegExp(`Port 4000, wanted for telnet, is taken; ${telnetPort} is used instead\\.`),
  );
  await using client = await TelnetClient.connect(telnetPort);
  await client.until(/Welcome to/);
});

Deno.test("an address that this machine does not have ends the start with what to do", async () => {
  await using folder = await tempFolder();
  const { code, err } = await runToEnd([
    ...["--host", "203.0.113.7", ...FREE_PORTS, "--data", folder.path],
  ]);
  assert.equal(code, 1);
  assert.match(err, /^Cannot listen on "203\.0\.113\.7" as .*--host/m);
});

const lan = Deno.networkInterfaces().find(({ family, address }) =>
  family === "IPv4" && !address.startsWith("127.")
)?.address;
const lanReason = lan === undefined ? " (this machine has no address but its own)" : "";

Deno.test({
  name: `the program listens on loopback only unless --host is given${lanReason}`,
  ignore: lan === undefined,
  async fn() {
    await using program = await startProgram();
    assert.doesNotMatch(program.printed, /network/i);
    for (const port of [program.telnetPort, program.webPort]) {
      await assert.rejects(Deno.connect({ hostname: lan ?? "", port }), /refused/);
    }
  },
});

Deno.test({
  name: `--host alone listens on all interfaces and prints the network's address${lanReason}`,
  ignore: lan === undefined,
  async fn() {
    await using program = await startProgram({ args: ["--host"] });
    const { printed, telnetPort, webPort } = program;
    assert.match(printed, new RegExp(`Telnet \\(network\\): +telnet ${lan} ${telnetPort}\n`));
    assert.match(printed, new RegExp(`Web \\(network\\): +http://${lan}:${webPort}/\n`));
    const socket = await Deno.connect({ hostname: lan ?? "", port: telnetPort });
    socket.close();
  },
});

/** Holds a port, or finds that another program does. */
function takePort(port: number): Disposable {
  try {
    return Deno.listen({ hostname: "127.0.0.1", port });
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return { [Symbol.dispose]: () => {} };
    throw error;
  }
}

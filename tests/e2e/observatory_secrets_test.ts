import assert from "node:assert/strict";
import { StreamReader } from "../portals/observatory/stream_reader.ts";
import { AT_ONCE, startProgram } from "./program.ts";
import {
  everythingOf,
  SECRETS,
  secretsIn,
  streamOf,
  visitByGmcp,
  visitBySsh,
  visitByTelnet,
  visitByWebsocket,
} from "./secret_visits.ts";

for (const args of [[], ["--inline"]]) {
  const where = args.length === 0 ? "a Server in a worker" : "all in one isolate";
  Deno.test(`observatory 5. no secret is in what is told of a whole visit: ${where}`, async () => {
    await using program = await startProgram({ args: [...args, ...AT_ONCE] });
    await using stream = await StreamReader.open(streamOf(program));
    await stream.expect("hello");
    await visitByTelnet(program);
    await visitByGmcp(program);
    await visitBySsh(program);
    const token = await visitByWebsocket(program);
    const told = await everythingOf(program, stream);
    for (const shown of ["connect Anna •••", "client:mode", "session:login", '"ssh"', "•••"]) {
      assert.ok(told.includes(shown), `${shown} is shown`);
    }
    const secrets = { ...SECRETS, token, claim: program.claimCode ?? "no code" };
    assert.deepEqual(secretsIn(told, secrets), []);
  });
}

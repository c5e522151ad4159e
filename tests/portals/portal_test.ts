import assert from "node:assert/strict";
import { systemClock } from "../../src/core/clock.ts";
import { resolveSettings } from "../../src/core/settings/resolve.ts";
import { Trace } from "../../src/core/trace/trace.ts";
import { type OpenPortals, openPortals } from "../../src/portals/portal.ts";
import { ServerQuestions } from "../../src/portals/server_questions.ts";
import { SharedRender } from "../../src/portals/render/shared_render.ts";
import { TelnetSocket } from "./conformance/telnet_socket.ts";
import { RecordingSink } from "../../src/portals/conformance/recording_sink.ts";
import { TestClient } from "./web/web_fixture.ts";

/** Opens every portal on a port of its own, with limits of one length. */
function openWith(limit: number, sink: RecordingSink): Promise<OpenPortals> {
  const { settings } = resolveSettings([{
    name: "test",
    values: { maxLineLength: limit, maxWebsocketMessage: 0, maxOutboundBytes: 0 },
  }]);
  return openPortals({
    settings: { ...settings, telnetPort: 0, webPort: 0, tlsEnabled: false, sshEnabled: false },
    ...{ sink, clock: systemClock, trace: new Trace(), plugins: [], folder: "", keysFolder: "" },
    state: () => ({ ready: true, reason: "", zombies: 0 }),
    questions: new ServerQuestions({ clock: systemClock, max: 1 }),
    isBanned: () => false,
    seeks: { take: () => true, giveBack: () => {} },
    oob: () => [],
    onPortTaken: () => Promise.reject(new Error("Cannot happen: a free port is not taken")),
  });
}

for (const limit of [0, 6000]) {
  const what = limit === 0 ? "a maxLineLength of 0 is off" : "maxLineLength holds";
  Deno.test(`2.5.5 openPortals(): ${what}, over telnet and websocket alike`, async () => {
    const sink = new RecordingSink();
    const portals = await openWith(limit, sink);
    const long = "x".repeat(100_000);
    const heard = limit === 0 ? long : "short";

    const telnet = await TelnetSocket.connect(portals.telnetPort ?? 0);
    const telnetSession = await sink.session();
    await telnet.type(`${long}\r\nshort`);
    assert.equal((await telnetSession.nextOf("line")).line, heard);
    telnetSession.connection.deliver([["text", ["You hear an echo."], {}]], new SharedRender());
    await telnet.until("You hear an echo.");

    const web = await TestClient.open(portals.webPort ?? 0, ["spans.vestibule"]);
    const webSession = await sink.session();
    web.send("text", [`${long}\nshort`]);
    assert.equal((await webSession.nextOf("line")).line, heard);

    await portals.close();
    await telnet.close();
    await web.closed;
  });
}

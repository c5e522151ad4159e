import assert from "node:assert/strict";
import { CompressedSessions } from "../../../src/portals/telnet/options/mccp2.ts";
import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import type { TelnetSettings } from "../../../src/portals/telnet/telnet_settings.ts";
import { GA_MARK, Lab, prompt, text, wire } from "./telnet_lab.ts";

const { IAC, SB, SE, WILL, WONT, DO, DONT } = COMMAND;
const { TTYPE, NAWS, EOR, CHARSET, NEW_ENVIRON, GMCP, MSSP, MSDP, MCCP2 } = OPTION;

const BANNER = "Welcome.\r\nWhat is your name? ";
const FIRST_OFFER = wire(IAC, DO, TTYPE);

/** A lab that shows a banner when it is told to, as the game does; offers wait as in earnest. */
function bannerLab(settings: Partial<TelnetSettings> = {}): Lab {
  const lab = new Lab({ offerMs: 50, ...settings });
  lab.sink.onSettled = () =>
    lab.connection.deliver([text("Welcome."), prompt("What is your name? ")], lab.shared());
  return lab;
}

Deno.test("wire 9. a silent peer reads three bytes of telnet, and the banner at 400 ms", async () => {
  const lab = bannerLab();
  assert.equal(await lab.start(), "");
  assert.equal(await lab.advance(50), FIRST_OFFER);
  assert.equal(await lab.advance(349), "");
  assert.equal(await lab.advance(1), BANNER);
  assert.equal(await lab.advance(600_000), "");
  await lab.end();
});

Deno.test("wire 9. a peer that only types reads the banner at 400 ms, and what it typed is kept", async () => {
  const lab = bannerLab();
  await lab.start();
  assert.equal(await lab.send("look\n"), FIRST_OFFER);
  assert.equal(await lab.advance(399), "");
  assert.equal(await lab.advance(1), BANNER);
  assert.deepEqual(lab.sink.lines, ["look"]);
  await lab.end();
});

Deno.test("wire 9. a peer that answers everything reads the banner at once", async () => {
  const lab = bannerLab();
  await lab.start();
  await lab.advance(50);
  await lab.send(IAC, WILL, TTYPE);
  await lab.send(IAC, SB, TTYPE, 0, "ANSI", IAC, SE, IAC, WONT, NAWS);
  await lab.send(IAC, DONT, CHARSET);
  assert.equal(await lab.send(IAC, DONT, GMCP), BANNER + GA_MARK);
  await lab.end();
});

Deno.test("TelnetConnection offers one option, then the others in order, and compression last", async () => {
  const lab = bannerLab({
    msdp: { limits: { bytes: 100, depth: 4, values: 10, perSecond: 10 }, names: () => [] },
    mssp: () => ({ NAME: "The Inn" }),
    compressed: new CompressedSessions(1),
  });
  await lab.start();
  assert.equal(await lab.advance(50), FIRST_OFFER);
  assert.equal(
    await lab.send(IAC, WONT, TTYPE),
    wire(
      ...[IAC, DO, NAWS, IAC, WILL, EOR, IAC, WILL, CHARSET, IAC, DO, NEW_ENVIRON],
      ...[IAC, WILL, GMCP, IAC, WILL, MSSP, IAC, WILL, MSDP],
    ),
  );
  assert.equal(
    await lab.send(IAC, WONT, NAWS, IAC, DONT, CHARSET, IAC, DONT, GMCP),
    wire(IAC, WILL, MCCP2) + BANNER + GA_MARK,
  );
  await lab.end();
});

Deno.test("wire 9. a crawler that says DO MSSP is answered at once, before anything is offered", async () => {
  const lab = bannerLab({ mssp: () => ({ NAME: "The Inn" }) });
  await lab.start();
  const sent = await lab.send(IAC, DO, MSSP);
  assert.ok(sent.startsWith(
    FIRST_OFFER + wire(IAC, WILL, MSSP, IAC, SB, MSSP, 1, "NAME", 2, "The Inn", IAC, SE),
  ));
  assert.equal(lab.sink.settled, 0);
  await lab.end();
});

Deno.test("wire 9. a crawler whose first line is MSSP-REQUEST is answered at once, and no telnet with it", async () => {
  const lab = bannerLab({ mssp: () => ({ NAME: "The Inn" }) });
  await lab.start();
  assert.equal(
    await lab.send("MSSP-REQUEST\r\n"),
    "\r\nMSSP-REPLY-START\r\nNAME\tThe Inn\r\nMSSP-REPLY-END\r\n",
  );
  await lab.end();
});

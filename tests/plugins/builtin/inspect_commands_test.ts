import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";
import { newPlayer, newSuperuser } from "../../games/players.ts";

onBothWalls(
  "9.4.4 cmdsets shows the layers in merge order, and what they hid",
  {},
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    const shown = await anna.send("cmdsets");
    const order = ["account: DefaultAccount", "character: DefaultCharacter", "exits: ExitCmdSet"];
    const places = order.map((source) => shown.indexOf(source));
    assert.ok(places.every((at, index) => at > (places[index - 1] ?? -1)), shown);
    assert.match(shown, /account: DefaultAccount +-10 +union/);
    assert.match(shown, /Hidden: look, l, ls \(account: DefaultAccount\), by character/);
  },
);

onBothWalls(
  "9.4.4 cmdsets of others is for staff, of one's own sessions for all",
  {},
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    const root = await newSuperuser(game, "Root");
    assert.match(await anna.send("cmdsets root"), /You cannot look/);
    assert.match(await anna.send(`cmdsets #${root.sessid}`), /You cannot look/);
    assert.match(await anna.send(`cmdsets #${anna.sessid}`), /DefaultCharacter/);
    assert.match(await root.send("cmdsets anna"), new RegExp(`Session #${anna.sessid}`));
    assert.match(await root.send("cmdsets nobody"), /You cannot look/);
  },
);

onBothWalls(
  "9.3.4 sessions/all lists everybody for a Builder, and for nobody below",
  {},
  async (game) => {
    const [root, anna] = [await newSuperuser(game, "Root"), await newPlayer(game, "Anna")];
    const waiting = await game.connect({ address: "192.0.2.8" });
    const everybody = new RegExp(`#${waiting.sessid} +loopback +192\\.0\\.2\\.8 .* - +- +-\\n?`);
    assert.match(await root.send("sessions/all"), everybody);
    assert.doesNotMatch(await root.send("sessions"), /Anna/);
    await root.send("perm Anna = Helper");
    assert.match(await anna.send("sessions/all"), /Only a Builder lists/);
    assert.match(await anna.send("cmdsets root"), /You cannot look/);
    await root.send("perm Anna = Builder");
    assert.match(await anna.send("sessions/all"), everybody);
    assert.match(await anna.send("cmdsets root"), /Session #1/);
  },
);

onBothWalls("why tells what runs, from where, and what was hidden", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const look = await anna.send("why look at key");
  assert.match(look, /runs look \(character: DefaultCharacter\), with "at key"/);
  assert.match(look, /Hidden: look \(account: DefaultAccount\), by character: DefaultCharacter/);
  const shutdown = await anna.send("why shutdown");
  assert.match(shutdown, /No command fits "shutdown"/);
  assert.doesNotMatch(shutdown, /Refused|Developer/);
  const none = await anna.send("why lokk");
  assert.match(none, /No command fits "lokk"\. Near it: look/);
  assert.match(none, /system command no match \(account: DefaultAccount\) runs/);
  assert.match(await anna.send("why"), /Which line/);
});

onBothWalls("why #SESSID asks for that session, if staff asks", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const root = await newSuperuser(game, "Root");
  const guest = await game.connect();
  assert.match(await root.send("why reload"), /It runs reload/);
  assert.match(
    await root.send(`why #${anna.sessid} reload`),
    /Refused: reload .* needs the permission Developer/,
  );
  assert.match(await root.send(`why #${guest.sessid} connect`), /runs connect \(session: /);
  assert.match(await root.send("why #999 look"), /no such session/);
  assert.match(await anna.send(`why #${root.sessid} reload`), /No command fits "#/);
});

onBothWalls("why shows markup in a line as it was typed", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("why |rred|n"), /No command fits "\|rred\|n"/);
});

onBothWalls("9.4.4 examine is for staff", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("examine me"), /There is no command/);
  assert.match(await anna.send("why examine me"), /No command fits "examine me"/);
});

onBothWalls("9.4.4 examine shows all of a session", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const root = await newSuperuser(game, "Root");
  await anna.send("option screenWidth = 90");
  const shown = await root.send(`examine #${anna.sessid}`);
  for (
    const line of [
      /State +puppeting/,
      /Protocol +loopback/,
      /Address +127\.0\.0\.1/,
      /Account +Anna \(\d+, Player\)/,
      /Puppet +Anna \(#\d+\)/,
      /Connected +.* ago \(20/,
      /Lines typed +4/,
      /Window +90 x 45/,
      /Flags +.*screenWidth: 90/,
      /Cmdsets +none/,
      /Carried +none/,
    ]
  ) assert.match(shown, line);
  assert.doesNotMatch(shown, /sesame/);
  const guest = await game.connect();
  assert.match(await root.send(`examine #${guest.sessid}`), /Cmdsets +builtin\/unloggedin/);
});

onBothWalls("9.4.4 examine finds things, places, accounts and numbers", {}, async (game) => {
  const root = await newSuperuser(game, "Root");
  const bert = await newPlayer(game, "Bert");
  const key = await root.send("examine key");
  assert.match(key, /brass key \(#\d+\)/);
  assert.match(key, /Type +thing/);
  assert.match(key, /Location +The Vestibule/);
  const [, number] = /\(#(\d+)\)/.exec(key) ?? [];
  assert.match(await root.send(`examine/object ${number}`), /brass key/);
  assert.match(await root.send("examine here"), /Contents +.*brass key/);
  assert.match(await root.send("examine me"), /Type +character/);
  await bert.send("ooc");
  assert.match(await root.send("examine bert"), /Type +character/, "by name, wherever it is");
  await root.send("ooc");
  assert.match(await root.send("examine"), new RegExp(`Session #${root.sessid}`));
  assert.match(await root.send("examine nothing"), /nothing called "nothing"/);
  assert.match(await root.send("examine #999"), /no session "#999"/);
  assert.match(await root.send("examine/object 99999"), /no object numbered/);
  assert.match(await root.send("examine/x key"), /There is no switch \/x/);
});

onBothWalls("8.1.1 examine shows the attributes of an object", {}, async (game) => {
  const root = await newSuperuser(game, "Root");
  await root.send("nick/character hi = say Hello");
  assert.match(await root.send("examine me"), /nicks +\{"hi":"say Hello"\}/);
});

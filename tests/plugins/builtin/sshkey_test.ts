import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";
import { comeBack, newPlayer } from "../../games/players.ts";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDHNxPP7HU0kSNhI642oA8xh7Lpdqqm8dDSFI4UbbADZ";

onBothWalls("sshkey adds, lists and removes a key, which is kept", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("sshkey"), /You have no keys/);
  assert.match(await anna.send(`sshkey add ${KEY} anna@home`), /Added ssh-ed25519 SHA256:/);
  assert.match(await anna.send(`sshkey add ${KEY}`), /You have that key already/);
  await anna.send("quit");
  const again = await comeBack(game, "Anna");
  assert.match(await again.send("sshkey"), /1 +ssh-ed25519 +SHA256:\S+ +anna@home/);
  assert.match(await again.send("sshkey remove 2"), /Which one\?/);
  assert.match(await again.send("sshkey remove 1"), /It lets nobody in any more/);
  assert.match(await again.send("sshkey list"), /You have no keys/);
});

onBothWalls("sshkey says what to paste when it is given something else", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(
    await anna.send("sshkey add nonsense"),
    /Paste the one line of your public key file/,
  );
  assert.match(await anna.send("sshkey add"), /Paste the one line/);
  assert.match(await anna.send("sshkey eat 1"), /sshkey add KEY or sshkey remove N/);
});

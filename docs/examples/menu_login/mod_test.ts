import { testGame } from "@vestibule/core/testing";
import menuLogin from "./mod.ts";

Deno.test("a visitor makes an account by answering, and comes back by its name", async () => {
  await using game = await testGame({ plugins: [menuLogin] });
  const anna = await game.connect();
  anna.expect("Who are you?");
  await anna.send("anna");
  anna.expect("There is no anna yet. Shall there be?");
  await anna.send("yes");
  await anna.send("sesame-street");
  await anna.send("sesame-street");
  anna.expect("Welcome, anna.");
  await anna.send("logout");
  anna.clear();
  await anna.send("anna");
  await anna.send("not this one");
  anna.expect("That is not your password.");
  await anna.send("anna");
  await anna.send("sesame-street");
  anna.expect("Welcome, anna.");
});

Deno.test("the menu stays where it was when the game reloads before the login", async () => {
  await using game = await testGame({ plugins: [menuLogin] });
  const anna = await game.connect();
  await anna.send("anna");
  await game.reload();
  anna.clear();
  await anna.send("no");
  anna.expect("Who are you?");
});

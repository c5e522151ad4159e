import { TelnetClient } from "./telnet_client.ts";

/** The password of every account in these tests. */
export const PASSWORD = "correct horse";

/** Makes an account and stays out of character. */
export async function register(port: number, name: string): Promise<TelnetClient> {
  const client = await TelnetClient.connect(port);
  await client.until(/Welcome to/);
  await client.send(`create ${name} "${PASSWORD}"`);
  await client.until(/You are out of character/);
  return client;
}

/** Makes an account and a character of the same name, and enters the world with it. */
export async function enter(port: number, name: string): Promise<TelnetClient> {
  const client = await register(port, name);
  await client.send(`charcreate ${name}`);
  const shown = await client.until(/What is .*\?|Type ic .*\n/);
  // A game without the plugin that asks more has made it already.
  const lines = shown.includes("Type ic") ? [`ic ${name}`] : ["done", "yes"];
  for (const line of lines) await client.send(line);
  await client.until(/You become/);
  await client.until(/Exits:.*\n/);
  return client;
}

/** Enters the world as the superuser. */
export async function enterAsSuperuser(
  { telnetPort, claimCode }: {
    readonly telnetPort: number;
    readonly claimCode: string | undefined;
  },
  name: string,
): Promise<TelnetClient> {
  const client = await enter(telnetPort, name);
  await client.send(`claim ${claimCode}`);
  await client.until(/You are the superuser now/);
  return client;
}

/** Logs in to an account that is there already; what is shown then is not yet read. */
export async function logIn(port: number, name: string): Promise<TelnetClient> {
  const client = await TelnetClient.connect(port);
  await client.until(/Welcome to/);
  await client.send(`connect ${name} "${PASSWORD}"`);
  return client;
}

/** Says something and waits until it is heard: both are still in the world. */
export async function talk(
  speaker: TelnetClient,
  listener: TelnetClient,
  words: string,
): Promise<void> {
  await speaker.send(`say ${words}`);
  await speaker.until(new RegExp(`You say, "${words}"`));
  await listener.until(new RegExp(`says, "${words}"`));
}

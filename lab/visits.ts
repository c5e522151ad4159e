import type { LabClient } from "./lab_client.ts";
import type { Persona } from "./personas/persona.ts";
import { decode } from "./recording.ts";
import { OPTION } from "./telnet_bytes.ts";

/** What a client does once it is connected. */
export type Visit = (client: LabClient, persona: Persona) => Promise<void>;

const PASSWORD = "tall-clock-ticks";

/** A first visit to our own server: an account is made, and the visitor leaves. */
export async function ourVisit(client: LabClient, { key }: Persona): Promise<void> {
  if (!await client.until(/leave\r?\n/)) return;
  client.noteBanner();
  await client.type(`create ${key}`);
  await client.until(/Choose a password:/);
  await client.typeSecret(PASSWORD);
  await client.until(/The same password again:/);
  await client.typeSecret(PASSWORD);
  await client.until(/Type help to see everything else\./);
  await client.type("quit");
  await client.ended();
}

/**
 * Returns a visit to somebody's server: it reads the first screen and goes.
 *
 * @param login The line that leads to the question for a password, if it is known; the password
 *   itself is never typed.
 */
export function lookIn(login: string | undefined): Visit {
  return async (client) => {
    await client.quiet();
    client.noteBanner();
    if (login === undefined) return;
    await client.type(login);
    await client.quiet();
    client.recording.type("secret");
  };
}

/** A crawler's visit: it goes as soon as it has been answered. */
export async function crawl(client: LabClient): Promise<void> {
  await client.untilRecorded((recording) => recording.payloads(OPTION.MSSP).length > 0);
  client.noteBanner();
}

/** The visit of a crawler that knows no telnet: it asks in a line of text. */
export async function crawlPlainly(client: LabClient): Promise<void> {
  await client.type("MSSP-REQUEST");
  await client.untilRecorded(({ text }) => decode(text).includes("MSSP-REPLY-END"));
}

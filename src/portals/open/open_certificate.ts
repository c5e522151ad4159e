import { resolve } from "node:path";
import type { Settings } from "../../core/settings/settings.ts";
import { KeyFolder } from "../key_folder.ts";
import { CertificateKeeper } from "../tls/certificate_keeper.ts";
import { givenFiles, type PairSource, selfMade } from "../tls/pair_source.ts";
import type { PortalsOptions } from "./portals_options.ts";

/** What a client on this machine connects to. */
const OWN_NAMES = ["localhost", "127.0.0.1", "::1"];

/**
 * Finds or makes the certificate, where the settings ask for one.
 *
 * @throws {Error} When it cannot be used, with what to do.
 */
export async function openCertificate(
  options: PortalsOptions,
): Promise<CertificateKeeper | undefined> {
  const { settings, clock, trace } = options;
  const isWanted = settings.tlsEnabled || (settings.webEnabled && settings.webTls);
  return isWanted
    ? await CertificateKeeper.open({ source: sourceOf(options), clock, trace })
    : undefined;
}

function sourceOf({ settings, folder, keysFolder }: PortalsOptions): PairSource {
  const { tlsCertificate, tlsKey } = settings;
  return tlsCertificate === ""
    ? selfMade(new KeyFolder(keysFolder), namesOf(settings))
    : givenFiles(resolve(folder, tlsCertificate), resolve(folder, tlsKey));
}

function namesOf({ host, tlsNames }: Settings): string[] {
  const listened = host === "" || host === "0.0.0.0" || host === "::" ? [] : [host];
  return [...new Set([...tlsNames, ...OWN_NAMES, Deno.hostname(), ...listened])];
}

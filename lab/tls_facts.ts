import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { connectSecurely } from "./connect.ts";
import type { Target } from "./lab_client.ts";

/** What clients meet that check a server's certificate. */
export interface TlsFacts {
  /** Such as `TLSv1.3`. */
  readonly protocol: string;
  readonly cipher: string;
  /** The names and addresses that the certificate is for. */
  readonly names: readonly string[];
  /** Until when it holds, in milliseconds since 1970. */
  readonly until: number;
  /** Its SHA-256, as clients show it. */
  readonly fingerprint: string;
  /** Why a client would ask its user, or refuse. */
  readonly problems: readonly string[];
}

/** Looks at the TLS of a server. */
export async function tlsFactsOf(target: Target): Promise<TlsFacts> {
  const socket = await connectSecurely(target);
  const certificate = socket.getPeerCertificate();
  // Authorized or why not: the types say only that it is an error.
  const doubt = String(socket.authorizationError ?? "");
  const { name } = socket.getCipher();
  const protocol = socket.getProtocol() ?? "";
  socket.destroy();
  return {
    ...{ protocol, cipher: name, fingerprint: certificate.fingerprint256 },
    names: (certificate.subjectaltname ?? "").split(", ")
      .map((entry) => entry.replace(/^(?:DNS|IP Address):/, "")),
    until: Date.parse(certificate.valid_to),
    problems: problemsOf(certificate, target.hostname, doubt),
  };
}

/** Tells them to a person. */
export function tlsText(
  { protocol, cipher, names, until, fingerprint, problems }: TlsFacts,
): string {
  const day = new Date(until).toISOString().slice(0, 10);
  return [
    `${protocol}, ${cipher}; certificate for ${names.join(", ")}, until ${day}`,
    `SHA-256 ${fingerprint}`,
    ...problems.map((problem) => `certificate: ${problem}`),
  ].join("\n");
}

function problemsOf(
  certificate: PeerCertificate,
  hostname: string,
  doubt: string,
): readonly string[] {
  const isOther = checkServerIdentity(hostname, certificate) !== undefined;
  return [
    ...isOther ? [`it is not for ${hostname}: every client warns`] : [],
    ...doubt === "" ? [] : [`nobody vouches for it: clients ask their users (${doubt})`],
  ];
}

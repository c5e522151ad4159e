const VAR = 1;
const VAL = 2;

/** Reads the variables of an MSSP subnegotiation; of several values the last. */
export function readMssp(payload: Uint8Array): ReadonlyMap<string, string> {
  const text = new TextDecoder().decode(payload);
  const variables = text.split(String.fromCharCode(VAR)).slice(1)
    .map((part) => part.split(String.fromCharCode(VAL)));
  return new Map(variables.map(([name = "", ...values]) => [name, values.at(-1) ?? ""]));
}

/** Reads the variables of an answer in plain text, if there is one. */
export function readPlainMssp(text: string): ReadonlyMap<string, string> {
  const lines = /MSSP-REPLY-START\r?\n([^]*?)MSSP-REPLY-END/.exec(text)?.[1] ?? "";
  return new Map(
    lines.split(/\r?\n/).filter((line) => line !== "").map((line) => {
      const [name = "", ...values] = line.split("\t");
      return [name, values.at(-1) ?? ""];
    }),
  );
}

/** Returns what is wrong with a game's answer to a crawler. */
export function problemsOfMssp(variables: ReadonlyMap<string, string>): readonly string[] {
  const missing = ["NAME", "PLAYERS", "UPTIME"].filter((name) => !variables.has(name));
  const numbers = ["PLAYERS", "UPTIME", "PORT"]
    .filter((name) => variables.has(name) && !/^-?\d+$/.test(variables.get(name) ?? ""));
  return [
    ...missing.map((name) => `MSSP lacks ${name}`),
    ...numbers.map((name) => `MSSP's ${name} is no integer`),
  ];
}

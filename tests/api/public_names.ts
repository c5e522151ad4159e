/** A symbol of `deno doc --json`, as far as it is read here. */
interface DocSymbol {
  readonly name: string;
  readonly declarations?: readonly { readonly kind: string }[];
}

/** What `deno doc --json` says, as far as it is read here. */
interface DocOutput {
  readonly nodes: Readonly<Record<string, { readonly symbols: readonly DocSymbol[] }>>;
}

/** Asks `deno doc` for what a module exports, each as `kind name`, sorted. */
export async function publicNames(url: URL): Promise<readonly string[]> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", url.href],
    env: { NO_COLOR: "1" },
  });
  const { code, stdout, stderr } = await command.output();
  if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
  // The format is that of the Deno that runs the test; a list that came out empty would fail it.
  const { nodes } = JSON.parse(new TextDecoder().decode(stdout)) as DocOutput;
  const names = Object.values(nodes).flatMap(({ symbols }) => symbols).flatMap((
    { name, declarations },
  ) =>
    (declarations ?? []).filter(({ kind }) => kind !== "moduleDoc").map(({ kind }) =>
      `${kind} ${name}`
    )
  );
  return [...new Set(names)].sort();
}

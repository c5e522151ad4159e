/** A symbol of `deno doc --json`, as far as it is read here. */
interface DocSymbol {
  readonly name: string;
  readonly declarations?: readonly {
    readonly kind: string;
    readonly jsDoc?: { readonly tags?: readonly { readonly kind: string }[] };
  }[];
}

/** What `deno doc --json` says, as far as it is read here. */
interface DocOutput {
  readonly nodes: Readonly<Record<string, { readonly symbols: readonly DocSymbol[] }>>;
}

/** Something that a module exports. */
export interface PublicSymbol {
  /** `function`, `class`, `variable`, `interface` or `typeAlias`. */
  readonly kind: string;
  readonly name: string;
  /** Whether its own docstring has an example. */
  readonly hasExample: boolean;
}

/** Asks `deno doc` for what a module exports; overloads and other declarations of a name apart. */
export async function publicSymbols(url: URL): Promise<readonly PublicSymbol[]> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", url.href],
    env: { NO_COLOR: "1" },
  });
  const { code, stdout, stderr } = await command.output();
  if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
  // The format is that of the Deno that runs the test; a list that came out empty would fail it.
  const { nodes } = JSON.parse(new TextDecoder().decode(stdout)) as DocOutput;
  return Object.values(nodes).flatMap(({ symbols }) => symbols).flatMap(symbolsOf);
}

/** Lists what a module exports, each as `kind name`, sorted. */
export async function publicNames(url: URL): Promise<readonly string[]> {
  const names = (await publicSymbols(url)).map(({ kind, name }) => `${kind} ${name}`);
  return [...new Set(names)].sort();
}

function symbolsOf({ name, declarations = [] }: DocSymbol): PublicSymbol[] {
  return declarations.filter(({ kind }) => kind !== "moduleDoc").map(({ kind, jsDoc }) => ({
    ...{ kind, name },
    hasExample: jsDoc?.tags?.some((tag) => tag.kind === "example") ?? false,
  }));
}

import v8 from "node:v8";
import vm from "node:vm";

/** What lives in one isolate, after all that nobody holds was freed. */
export interface HeapCounts {
  /** Bytes in use. */
  readonly usedBytes: number;
  /** Bytes in the tables of Maps and Sets, whatever the entries are. */
  readonly tableBytes: number;
  /** How many objects of each class there are; a timer that has not rung is a `Timeout`. */
  readonly classes: Readonly<Record<string, number>>;
  /** Bytes in use by class; those of what is no object by its kind, such as `(closure)`. */
  readonly bytes: Readonly<Record<string, number>>;
}

/** The parts of a heap snapshot that are read here, as V8 writes them. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
      readonly edge_fields: readonly string[];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

const COLLECTIONS: ReadonlySet<string> = new Set(["Map", "Set"]);

const CONTEXT = "system / Context";

/** Counts what lives in this isolate; it stands still meanwhile. */
export async function heapCounts(): Promise<HeapCounts> {
  const snapshot = await heapSnapshot();
  return { usedBytes: usedBytes(), ...countObjects(snapshot) };
}

/** Returns how many bytes this isolate has in use, after all that nobody holds was freed. */
export function usedBytes(): number {
  v8.setFlagsFromString("--expose-gc");
  // A context that is made from now on has it.
  vm.runInNewContext("gc")();
  return v8.getHeapStatistics().used_heap_size;
}

async function heapSnapshot(): Promise<Snapshot> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of v8.getHeapSnapshot()) text += decoder.decode(chunk, { stream: true });
  return JSON.parse(text);
}

function countObjects(
  { snapshot: { meta }, nodes, edges, strings }: Snapshot,
): Omit<HeapCounts, "usedBytes"> {
  const places = (fields: readonly string[], ...names: readonly string[]) =>
    names.map((name) => fields.indexOf(name));
  const [type = 0, name = 0, size = 0, edgeCount = 0] = places(
    meta.node_fields,
    ...["type", "name", "self_size", "edge_count"],
  );
  const [edgeName = 0, to = 0] = places(meta.edge_fields, "name_or_index", "to_node");
  const [kinds] = meta.node_types;
  const [isObject, isTable] = [kinds.indexOf("object"), strings.indexOf("table")];
  const at = (place: number) => nodes[place] ?? 0;
  const classes: Record<string, number> = Object.create(null);
  const bytes: Record<string, number> = Object.create(null);
  let tableBytes = 0;
  let edge = 0;
  for (let node = 0; node < nodes.length; node += meta.node_fields.length) {
    const lastEdge = edge + at(node + edgeCount) * meta.edge_fields.length;
    const className = classNameOf(strings[at(node + name)] ?? "");
    const kind = at(node + type);
    const label = kind === isObject ? className : `(${kinds[kind]})`;
    bytes[label] = (bytes[label] ?? 0) + at(node + size);
    if (kind === isObject) {
      classes[className] = (classes[className] ?? 0) + 1;
      for (
        let of = edge;
        COLLECTIONS.has(className) && of < lastEdge;
        of += meta.edge_fields.length
      ) {
        if (edges[of + edgeName] === isTable) tableBytes += at((edges[of + to] ?? 0) + size);
      }
    }
    edge = lastEdge;
  }
  return { tableBytes, classes, bytes };
}

/** What functions share of the variables around them has a name of its own in every process. */
function classNameOf(name: string): string {
  return name.startsWith(CONTEXT) ? CONTEXT : name;
}

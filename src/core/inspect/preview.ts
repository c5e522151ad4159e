/** How much of a value is shown. */
const MOST = { depth: 5, entries: 40, characters: 400, parts: 1_000 } as const;

/**
 * Shows any value as plain data, without running any of its code: getters are named, not called,
 * and what is deep, long or runs in circles is cut, which says so.
 *
 * @param value The value.
 */
export function preview(value: unknown): unknown {
  return new Preview().of(value, 0);
}

class Preview {
  readonly #above: object[] = [];
  #parts = 0;

  of(value: unknown, depth: number): unknown {
    if (++this.#parts > MOST.parts) return "…";
    switch (typeof value) {
      case "string":
        return shortened(value);
      case "number":
        return Number.isFinite(value) ? value : `[number ${value}]`;
      case "boolean":
        return value;
      case "undefined":
        return "[undefined]";
      case "bigint":
        return shortened(`[bigint ${value}]`);
      case "symbol":
        return shortened(`[${value.toString()}]`);
      case "function":
        return `[function ${nameOf(value)}]`;
      case "object":
        return value === null ? null : this.#object(value, depth);
    }
  }

  #object(value: object, depth: number): unknown {
    if (this.#above.includes(value)) return "[the same again]";
    const what = whatIs(value);
    if (depth >= MOST.depth) return `[${what} …]`;
    this.#above.push(value);
    try {
      return this.#inside(value, { what, depth: depth + 1 });
    } catch {
      // A proxy runs code even when only its names are asked for.
      return `[${what} that cannot be looked into]`;
    } finally {
      this.#above.pop();
    }
  }

  #inside(value: object, { what, depth }: { what: string; depth: number }): unknown {
    if (value instanceof Date) return `[Date ${dateText(value)}]`;
    if (value instanceof Error) return `[${what}]`;
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
      return `[${what} of ${value.byteLength} bytes]`;
    }
    if (Array.isArray(value)) return this.#list(value, depth);
    if (value instanceof Set) return { [`[${what}]`]: this.#list([...value], depth) };
    if (value instanceof Map) {
      const pairs = [...value].slice(0, MOST.entries).map((pair) => this.#list(pair, depth));
      return { [`[${what}]`]: [...pairs, ...left(value.size)] };
    }
    return this.#record(value, { what, depth });
  }

  #list(items: readonly unknown[], depth: number): unknown[] {
    const shown = Array.from(
      { length: Math.min(items.length, MOST.entries) },
      (_, at) => this.#property(Object.getOwnPropertyDescriptor(items, at), depth),
    );
    return [...shown, ...left(items.length)];
  }

  #record(value: object, { what, depth }: { what: string; depth: number }): unknown {
    const names = Object.keys(value);
    const entries = names.slice(0, MOST.entries).map((name) => {
      const descriptor = Object.getOwnPropertyDescriptor(value, name);
      return [shortened(name), this.#property(descriptor, depth)] as const;
    });
    const more = names.length > MOST.entries ? [["…", `${names.length - MOST.entries} more`]] : [];
    const shown = Object.fromEntries([...entries, ...more]);
    return what === "Object" ? shown : { [`[${what}]`]: shown };
  }

  #property(descriptor: PropertyDescriptor | undefined, depth: number): unknown {
    if (descriptor === undefined) return "[empty]";
    return descriptor.get === undefined ? this.of(descriptor.value, depth) : "[getter]";
  }
}

/** The name of a value's class, where it can be had without running code. */
function whatIs(value: object): string {
  try {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === null) return "Object";
    if (typeof prototype !== "object") return "Object";
    const maker: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
    return typeof maker === "function" ? nameOf(maker) : "Object";
  } catch {
    return "object";
  }
}

function nameOf(maker: object): string {
  const name: unknown = Object.getOwnPropertyDescriptor(maker, "name")?.value;
  return typeof name === "string" && name !== "" ? shortened(name) : "without a name";
}

function dateText(date: Date): string {
  const time = Date.prototype.getTime.call(date);
  return Number.isNaN(time) ? "invalid" : new Date(time).toISOString();
}

function left(count: number): string[] {
  return count > MOST.entries ? [`… ${count - MOST.entries} more`] : [];
}

function shortened(text: string): string {
  if (text.length <= MOST.characters) return text;
  return `${text.slice(0, MOST.characters)}… (${text.length} characters)`;
}

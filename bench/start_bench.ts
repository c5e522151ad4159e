import { tempFolder } from "../tests/cli/temp_folder.ts";
import { startProgram } from "../tests/e2e/program.ts";

/** From the start of the process until it has printed where to connect: the world is open then. */
Deno.bench({
  name: "start, in a new data folder",
  group: "start",
  n: 10,
  warmup: 1,
  async fn(timing) {
    timing.start();
    await using _program = await startProgram();
    timing.end();
  },
});

Deno.bench({
  name: "start, with a world that is there already",
  group: "start",
  n: 10,
  warmup: 1,
  async fn(timing) {
    await using data = await tempFolder();
    {
      await using first = await startProgram({ dataFolder: data.path });
      await first.stop("SIGTERM");
    }
    timing.start();
    await using _program = await startProgram({ dataFolder: data.path });
    timing.end();
  },
});

/** The same, without a game: what of it is Deno's own. */
Deno.bench({
  name: "Deno alone, an empty module",
  group: "start",
  baseline: true,
  n: 10,
  warmup: 1,
  async fn() {
    const command = new Deno.Command(Deno.execPath(), { args: ["eval", ""] });
    await command.output();
  },
});

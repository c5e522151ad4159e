/**
 * Makes sure that a file can be written without one being lost.
 *
 * @throws {Deno.errors.AlreadyExists} When there is something of this name.
 */
export function refuseTaken(path: string): void {
  try {
    Deno.lstatSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  throw new Deno.errors.AlreadyExists(
    `Cannot write "${path}" as nothing may have that name: there is something. Name another file`,
  );
}

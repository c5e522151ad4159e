/** Returns a source of bytes of which no two draws are alike, in place of random ones. */
export function countedBytes(): (bytes: number) => Uint8Array<ArrayBuffer> {
  let drawn = 0;
  return (bytes) => {
    const drawing = new Uint8Array(bytes);
    new DataView(drawing.buffer).setUint32(0, ++drawn);
    return drawing;
  };
}

const TWO_32 = 4_294_967_296;

/** The signed integer of 64 bits at a place (sfixed64), as the nearest double. */
export function signedAt(view: DataView, offset: number): number {
  return view.getInt32(offset + 4, true) * TWO_32 + view.getUint32(offset, true);
}

/** The unsigned one (fixed64). */
export function unsignedAt(view: DataView, offset: number): number {
  return view.getUint32(offset + 4, true) * TWO_32 + view.getUint32(offset, true);
}

// One small hash, so that ids and signatures are a function of the request alone: the same request
// gets the same answer, down to its ids. It protects nothing; it only has to differ where texts do.

/** Two FNV-1a lanes over the UTF-16 units, mixed at the end; 16 hex digits. */
export function hashHex(text: string): string {
  let left = 0x811c9dc5;
  let right = 0x9e3779b9;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    left = Math.imul(left ^ unit, 0x01000193);
    right = Math.imul(right ^ unit, 0x5bd1e995);
  }
  return hex32(mix(left ^ (right >>> 15))) + hex32(mix(right ^ text.length));
}

function mix(lane: number): number {
  let mixed = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function hex32(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, "0");
}

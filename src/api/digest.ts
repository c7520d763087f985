// SHA-256: what is stored of keys, and by what requests are told apart.

export async function sha256Hex(text: string): Promise<string> {
  const bytes = [...new Uint8Array(await sha256(text))];
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether two secrets are the same, in a time that tells nothing of where they differ. */
export async function sameSecret(given: string, expected: string): Promise<boolean> {
  const [left, right] = await Promise.all([sha256(given), sha256(expected)]);
  return crypto.subtle.timingSafeEqual(left, right);
}

function sha256(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}

// Names that everybody can have for any address: services whose DNS answers with the address that the
// name itself spells (10-0-0-1.nip.io), or always with loopback. Such a name is as public as its address.

/** They answer with the address in the name. */
const SPELLING = [
  "nip.io",
  "sslip.io",
  "xip.io",
  "xip.name",
  "backname.io",
  "traefik.me",
  "ip6.name",
  "plex.direct",
  "local-ip.co",
  "local-ip.sh",
  "local-ip.dev",
  "rbndr.us",
  "1u.ms",
];

/** They answer with a loopback address, below them too. */
const LOOPBACK = [
  "localtest.me",
  "lvh.me",
  "vcap.me",
  "fuf.me",
  "localho.st",
  "lacolhost.com",
  "localhost.direct",
  "localdev.me",
];

/**
 * The addresses that a name of such a service may stand for, null for any other name. It may be none:
 * then nobody can tell. Every reading counts, since each service has rules of its own.
 */
export function spelledAddresses(host: string): string[] | null {
  if (LOOPBACK.some((service) => isAtOrBelow(host, service))) return ["127.0.0.1"];
  const service = SPELLING.find((name) => isAtOrBelow(host, name));
  if (service === undefined) return null;
  const labels = host.slice(0, -service.length).split(".").filter(Boolean);
  return [...ipv4Of(labels), ...ipv6Of(labels)];
}

function isAtOrBelow(host: string, name: string): boolean {
  return host === name || host.endsWith(`.${name}`);
}

/** Four numbers in a row between dots or hyphens (10.0.0.1, app-10-0-0-1), and eight hex digits. */
function ipv4Of(labels: readonly string[]): string[] {
  const words = labels.flatMap((label) => label.split("-"));
  const rows = words.map((_, index) => words.slice(index, index + 4));
  const isByte = (word: string) => /^\d{1,3}$/.test(word) && Number(word) < 256;
  const spelled = rows
    .filter((row) => row.length === 4 && row.every(isByte))
    .map((row) => row.map(Number).join("."));
  const hex = words
    .filter((word) => /^[0-9a-f]{8}$/.test(word))
    .map((word) => word.replace(/../g, (byte) => `${Number.parseInt(byte, 16)}.`).slice(0, -1));
  return [...spelled, ...hex];
}

/** Hyphens for colons: 2606-4700--1111, and --1 for loopback. */
function ipv6Of(labels: readonly string[]): string[] {
  return labels
    .filter((label) => /--|(?:[0-9a-f]+-){7}/.test(label))
    .map((label) => label.replaceAll("-", ":"));
}

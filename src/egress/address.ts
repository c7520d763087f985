// IP addresses, and which of them are reached over the public internet. The ranges are ipaddr.js's, after
// the special-purpose registries of IANA.
import ipaddr from "ipaddr.js";

/** Reached without leaving the machine or its network: what `ALLOW_PRIVATE_EGRESS` opens. */
const PRIVATE_RANGES: readonly string[] = ["loopback", "private", "uniqueLocal", "carrierGradeNat"];

/** All that is given out for the internet. Outside of it IPv6 addresses stand for something else. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/** Metadata services at addresses that no registry reserves: Azure's is in a public range. */
const METADATA: readonly string[] = [
  "168.63.129.16",
  "100.100.100.200",
  "fd00:ec2::254",
  "fd20:ce::254",
];

export type Reach = "public" | "private" | "never";

/**
 * How an IP address (an IPv6 one without brackets) may be reached; null for a text that is none.
 * "never" are addresses of links, groups, metadata services, tests, and those that carry another address.
 */
export function reachOf(address: string): Reach | null {
  if (!ipaddr.isValid(address)) return null;
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (METADATA.includes(parsed.toString())) return "never";
  if (PRIVATE_RANGES.includes(range)) return "private";
  if (range !== "unicast") return "never";
  return parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_UNICAST) ? "never" : "public";
}

// Which addresses Ledge may call on somebody's word: public ones over https, and of those what the
// operator leaves. A user who registers a hook must not reach what only the service's own network can.
import type { Settings } from "../env.ts";
import { reachOf } from "./address.ts";
import { spelledAddresses } from "./wildcard-dns.ts";

/** What the operator allows. Hosts are as a parsed address has them; `*.` stands for all below one. */
export interface EgressRules {
  /** When it has entries, the only hosts. They do not make a private address callable. */
  readonly allow: readonly string[];
  /** Wins over `allow`. */
  readonly deny: readonly string[];
  /** Loopback, private addresses and plain http are allowed as well. */
  readonly private_allowed: boolean;
  /** Where names are looked up before a call; null for not at all. */
  readonly doh_url: string | null;
}

export function egressRules(
  settings: Pick<
    Settings,
    "EGRESS_ALLOW" | "EGRESS_DENY" | "EGRESS_DOH_URL" | "ALLOW_PRIVATE_EGRESS"
  >,
): EgressRules {
  return {
    allow: settings.EGRESS_ALLOW,
    deny: settings.EGRESS_DENY,
    private_allowed: settings.ALLOW_PRIVATE_EGRESS,
    doh_url: settings.EGRESS_DOH_URL ?? null,
  };
}

/** Names of metadata services: no setting opens these. */
const METADATA_NAMES = ["metadata.google.internal", "metadata.goog", "instance-data.ec2.internal"];

/** Names that only the machine or its own network can tell. */
const PRIVATE_SUFFIXES = [
  "localhost",
  "local",
  "internal",
  "intranet",
  "lan",
  "home",
  "corp",
  "private",
  "home.arpa",
  "localdomain",
];

/** What is left of a name once the URL parser has read it, in its ASCII form. */
const NAME =
  /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * Why an address may not be called, as the second half of a sentence; null when it may. It judges
 * the address as written, which is all that a Worker can see (look-up.ts has the rest).
 */
export function refusalOf(url: string, rules: EgressRules): string | null {
  const parsed = URL.parse(url);
  if (parsed === null) return "it is not an address";
  const isHttp = parsed.protocol === "http:" && rules.private_allowed;
  if (parsed.protocol !== "https:" && !isHttp) return "its scheme is not https";
  if (parsed.username !== "" || parsed.password !== "") return "it holds a user or a password";
  return refusalOfHost(parsed.hostname, rules);
}

function refusalOfHost(host: string, rules: EgressRules): string | null {
  // Patterns and DNS have no brackets around an IPv6 address.
  const address = host.replace(/^\[(.*)\]$/, "$1");
  const addresses = reachOf(address) === null ? spelledAddresses(host) : [address];
  const refusal =
    addresses === null ? refusalOfName(host, rules) : refusalOfAddresses(addresses, rules);
  if (refusal !== null) return refusal;
  if (isDenied(address, rules)) return DENIED;
  if (rules.allow.length > 0 && !rules.allow.some((pattern) => matches(address, pattern))) {
    return "its host is not among those that this service allows";
  }
  return null;
}

function refusalOfName(host: string, rules: EgressRules): string | null {
  if (host.endsWith(".")) return "its host ends in a dot";
  if (!NAME.test(host)) return "its host is not a name that DNS knows";
  if (METADATA_NAMES.includes(host)) return "its host is a metadata service";
  const isPrivate =
    !host.includes(".") ||
    PRIVATE_SUFFIXES.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
  return isPrivate && !rules.private_allowed ? "its host is not a public name" : null;
}

/** Why not each of a host's addresses may be called; also when there are none. */
export function refusalOfAddresses(
  addresses: readonly string[],
  rules: EgressRules,
): string | null {
  if (addresses.length === 0) return "nobody can tell which address its host stands for";
  const reaches = rules.private_allowed ? ["public", "private"] : ["public"];
  const isReached = addresses.every((address) => reaches.includes(reachOf(address) ?? ""));
  if (!isReached) return "its host is not a public address";
  return addresses.some((address) => isDenied(address, rules)) ? DENIED : null;
}

const DENIED = "its host is denied on this service";

function isDenied(host: string, rules: EgressRules): boolean {
  return rules.deny.some((pattern) => matches(host, pattern));
}

function matches(host: string, pattern: string): boolean {
  return pattern.startsWith("*.") ? host.endsWith(pattern.slice(1)) : host === pattern;
}

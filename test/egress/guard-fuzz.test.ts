// The guard against addresses that nobody thought of, from a seed: whatever it is spelled as, an address is
// what IANA's registries say that it is.
import { describe, expect, it } from "vitest";
import { egressRules, refusalOf } from "../../src/egress/guard.ts";
import { parseSettings } from "../../src/env.ts";
import { Random } from "../simulation/random.ts";

const RULES = egressRules(parseSettings({ ENVIRONMENT: "development" }));
const ROUNDS = 1_000;

/** Network and bits of it, after IANA's registry of special-purpose addresses. */
const SPECIAL: [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

const numberOf = (address: string) =>
  address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);

const bytesOf = (ip: number) => [24, 16, 8, 0].map((shift) => Math.floor(ip / 2 ** shift) % 256);

function isSpecial(ip: number): boolean {
  return SPECIAL.some(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(ip / size) === numberOf(network) / size;
  });
}

/** A number as C's inet_aton takes it: decimal, octal or hexadecimal, with leading zeros. */
function numberSpelled(value: number, random: Random): string {
  const zeros = "0".repeat(random.between(0, 2));
  const octal = `0${zeros}${value.toString(8)}`;
  return random.pick([String(value), octal, `0x${zeros}${value.toString(16)}`]);
}

/** An IPv4 address as one to four numbers, or in a name of a wildcard DNS service. */
function spelled(ip: number, random: Random): string {
  const bytes = bytesOf(ip);
  const parts = random.between(1, 4);
  const numbers = [...bytes.slice(0, parts - 1), ip % 2 ** (8 * (5 - parts))];
  const dot = random.pick([".", "。", "．", "%2e"]);
  return random.pick([
    numbers.map((number) => numberSpelled(number, random)).join(dot),
    `${bytes.join(".")}.nip.io`,
    `a-${bytes.join("-")}.sslip.io`,
    `${bytes.join("-")}.traefik.me`,
    `${(ip + 2 ** 32).toString(16).slice(1)}.nip.io`,
  ]);
}

function expectRefused(url: string, refused: boolean): void {
  expect({ url, refused: refusalOf(url, RULES) !== null }).toEqual({ url, refused });
}

describe.each([1, 2, 3, 4])(
  "[EGRESS-5] no spelling of an address changes what it is (seed %i)",
  (seed) => {
    it("IPv4", () => {
      const random = new Random(seed);
      for (let round = 0; round < ROUNDS; round++) {
        const [network, bits] = random.pick(SPECIAL);
        const special = numberOf(network) + random.between(0, 2 ** (32 - bits) - 1);
        expectRefused(`https://${spelled(special, random)}/`, true);
        const anywhere = random.between(0, 2 ** 32 - 1);
        expectRefused(`https://${spelled(anywhere, random)}/`, isSpecial(anywhere));
      }
    });

    it("IPv4 inside of IPv6", () => {
      const random = new Random(seed);
      for (let round = 0; round < ROUNDS; round++) {
        const ip = random.between(0, 2 ** 32 - 1);
        const dotted = bytesOf(ip).join(".");
        const hex = [ip / 65536, ip % 65536].map((half) => Math.floor(half).toString(16)).join(":");
        const host = random.pick([
          `::ffff:${dotted}`,
          `::FFFF:${hex}`,
          `0:0:0:0:0:ffff:${hex}`,
          `::${dotted}`,
          `::ffff:0:${dotted}`,
          `64:ff9b::${dotted}`,
          `64:ff9b:1::${hex}`,
          `2002:${hex}::1`,
          `2001:0:${hex}::`,
        ]);
        expectRefused(`https://[${host}]/`, true);
      }
    });

    it("IPv6", () => {
      const random = new Random(seed);
      for (let round = 0; round < ROUNDS; round++) {
        const groups = Array.from({ length: 8 }, () => random.between(0, 65_535));
        const first = groups[0] ?? 0;
        // Given out for the internet; some of what begins so is for documents, tunnels and tests.
        const isGlobal = first >= 0x2000 && first < 0x4000;
        if ([0x2001, 0x2002, 0x2620, 0x3fff].includes(first)) continue;
        expectRefused(
          `https://[${groups.map((group) => group.toString(16)).join(":")}]/`,
          !isGlobal,
        );
      }
    });
  },
);

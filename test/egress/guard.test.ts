// Which addresses may be called; on workerd and on Node, since each has its own URL parser.
import { describe, expect, it } from "vitest";
import { egressRules, refusalOf } from "../../src/egress/guard.ts";
import { parseSettings } from "../../src/env.ts";
import { Random } from "../simulation/random.ts";
import { NEVER, PRIVATE, PUBLIC } from "./addresses.ts";

function rulesOf(settings: Record<string, string> = {}) {
  return egressRules(parseSettings({ ENVIRONMENT: "development", ...settings }));
}

const STRICT = rulesOf();
const LOCAL = rulesOf({ ALLOW_PRIVATE_EGRESS: "true" });

describe("[EGRESS-1] public addresses may be called over https, in every spelling", () => {
  it.each(PUBLIC)("%s", (url) => {
    expect(refusalOf(url, STRICT)).toBeNull();
    expect(refusalOf(url, LOCAL)).toBeNull();
  });

  it("and not over http", () => {
    expect(refusalOf("http://example.com/", STRICT)).toBe("its scheme is not https");
  });
});

describe("[EGRESS-2] what only the service's own network can reach is refused, in every spelling", () => {
  it.each(PRIVATE)("%s", (url) => {
    expect(refusalOf(url, STRICT)).toEqual(expect.any(String));
  });
});

describe("[EGRESS-7] the refusal says what is wrong, and does not repeat the address", () => {
  it.each([
    ["hooks", "it is not an address"],
    ["http://example.com/", "its scheme is not https"],
    ["https://user:hush@example.com/", "it holds a user or a password"],
    ["https://example.com./", "its host ends in a dot"],
    ["https://exam!ple.com/", "its host is not a name that DNS knows"],
    ["https://metadata.google.internal/", "its host is a metadata service"],
    ["https://db.internal/", "its host is not a public name"],
    ["https://10.0.0.1/", "its host is not a public address"],
    ["https://10.0.0.1.nip.io/", "its host is not a public address"],
    ["https://www.nip.io/", "nobody can tell which address its host stands for"],
  ])("%s: %s", (url, reason) => {
    expect(refusalOf(url, STRICT)).toBe(reason);
  });
});

describe("[EGRESS-3] ALLOW_PRIVATE_EGRESS opens that network, over http too, and nothing else", () => {
  const dashed = "https://10.0.0.1.8.8.8.8.nip.io/";
  it.each(PRIVATE.filter((url) => url !== dashed))("%s", (url) => {
    expect(refusalOf(url, LOCAL)).toBeNull();
    expect(refusalOf(url.trim().replace(/^ht\s*tps/, "http"), LOCAL)).toBeNull();
  });

  it.each(NEVER)("not %j", (url) => {
    expect(refusalOf(url, LOCAL)).toEqual(expect.any(String));
    expect(refusalOf(url, STRICT)).toEqual(expect.any(String));
  });
});

describe("[EGRESS-4] EGRESS_ALLOW narrows to its hosts, EGRESS_DENY wins, neither opens a private address", () => {
  it.each([
    [{ EGRESS_ALLOW: "a.example.com" }, "https://a.example.com/", true],
    [{ EGRESS_ALLOW: "a.example.com" }, "https://A.EXAMPLE.com:8443/", true],
    [{ EGRESS_ALLOW: "a.example.com" }, "https://b.example.com/", false],
    [{ EGRESS_ALLOW: "a.example.com" }, "https://x.a.example.com/", false],
    [{ EGRESS_ALLOW: "a.example.com" }, "https://a.example.com.evil.com/", false],
    [{ EGRESS_ALLOW: "*.example.com" }, "https://a.b.example.com/", true],
    [{ EGRESS_ALLOW: "*.example.com" }, "https://example.com/", false],
    [{ EGRESS_ALLOW: "*.example.com" }, "https://badexample.com/", false],
    [{ EGRESS_ALLOW: "example.com, *.example.com" }, "https://example.com/", true],
    [{ EGRESS_ALLOW: "Bücher.example" }, "https://xn--bcher-kva.example/", true],
    [{ EGRESS_ALLOW: "8.8.8.8" }, "https://8.8.8.8/", true],
    [{ EGRESS_ALLOW: "8.8.8.8" }, "https://8.8.8.8.nip.io/", false],
    [{ EGRESS_ALLOW: "[2606:4700:0::1111]" }, "https://[2606:4700::1111]/", true],
    [{ EGRESS_ALLOW: "127.0.0.1,localhost" }, "https://127.0.0.1/", false],
    [{ EGRESS_ALLOW: "127.0.0.1,localhost" }, "https://localhost/", false],
    [{ EGRESS_ALLOW: "*.internal" }, "https://db.internal/", false],
    [{ EGRESS_DENY: "example.com" }, "https://example.com/", false],
    [{ EGRESS_DENY: "example.com" }, "https://a.example.com/", true],
    [{ EGRESS_DENY: "*.example.com" }, "https://a.example.com/", false],
    [{ EGRESS_DENY: "8.8.8.8" }, "https://134744072/", false],
    [{ EGRESS_DENY: "8.8.8.8" }, "https://8-8-8-8.nip.io/", false],
    [
      { EGRESS_DENY: "a.example.com", EGRESS_ALLOW: "*.example.com" },
      "https://a.example.com/",
      false,
    ],
    [
      { EGRESS_DENY: "a.example.com", EGRESS_ALLOW: "*.example.com" },
      "https://b.example.com/",
      true,
    ],
  ])("%j %s: %s", (settings, url, callable) => {
    const refusal = refusalOf(url, rulesOf(settings as Record<string, string>));
    expect(refusal === null).toBe(callable);
  });

  it.each([
    "https://example.com",
    "example.com:443",
    "example.com/path",
    "*",
    "a.*.com",
    "**.com",
    "a b",
  ])("a list with %s is refused when the service starts", (list) => {
    for (const name of ["EGRESS_ALLOW", "EGRESS_DENY"]) {
      expect(() => rulesOf({ [name]: `example.com,${list}` })).toThrow(
        `${name}: expected hosts by comma`,
      );
    }
  });
});

// The fuzz: whatever it is spelled as, an address is what IANA's registries say that it is.

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
  expect({ url, refused: refusalOf(url, STRICT) !== null }).toEqual({ url, refused });
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

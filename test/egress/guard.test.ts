// Which addresses may be called, as tables and as a fuzz; on workerd and on Node, since each has its own
// URL parser.
import { describe, expect, it } from "vitest";
import { egressRules, refusalOf } from "../../src/egress/guard.ts";
import { parseSettings } from "../../src/env.ts";

function rulesOf(settings: Record<string, string> = {}) {
  return egressRules(parseSettings({ ENVIRONMENT: "development", ...settings }));
}

const STRICT = rulesOf();
const LOCAL = rulesOf({ ALLOW_PRIVATE_EGRESS: "true" });

const PUBLIC = [
  "https://example.com",
  "https://example.com/",
  "https://hooks.example.com:8443/path?query=1#fragment",
  "https://EXAMPLE.com/Hook",
  "https://example.com:443/",
  "https://a.b.c.d.e.example.co.uk/",
  "https://xn--bcher-kva.example/",
  "https://bücher.example/",
  "https://under_score.example.com/",
  "https://1password.com/",
  "https://123.example.com/",
  "https://10.example.com/",
  "https://localhost.example.com/",
  "https://internal.example.com/",
  "https://local.example.com/",
  "https://metadata.example.com/",
  "https://notlocalhost.com/",
  "https://example.com/http://127.0.0.1/",
  "https://example.com/?url=http://169.254.169.254/",
  "https://example.com/@10.0.0.1",
  "https://example.com/#@10.0.0.1",
  "https://1.1.1.1/",
  "https://8.8.8.8:8080/",
  "https://9.255.255.255/",
  "https://11.0.0.0/",
  "https://100.63.255.255/",
  "https://100.128.0.0/",
  "https://126.255.255.255/",
  "https://128.0.0.1/",
  "https://169.253.255.255/",
  "https://169.255.0.0/",
  "https://172.15.255.255/",
  "https://172.32.0.0/",
  "https://192.167.255.255/",
  "https://192.169.0.0/",
  "https://198.17.255.255/",
  "https://198.20.0.0/",
  "https://223.255.255.255/",
  "https://134744072/",
  "https://0x08080808/",
  "https://[2606:4700:4700::1111]/",
  "https://[2001:4860:4860::8888]:8443/",
  "https://[2a00:1450:4001:80b::200e]/",
  "https://8.8.8.8.nip.io/",
  "https://app-8-8-8-8.nip.io/",
  "https://08080808.nip.io/",
  "https://www.1-1-1-1.sslip.io/",
  "https://2606-4700-4700--1111.sslip.io/",
  "https://nip.io.example.com/",
  "https://my-nip.io/",
];

/** Not callable without a setting; those of a developer's own network are with it. */
const PRIVATE = [
  "https://127.0.0.1/",
  "https://127.0.0.1:8787/",
  "https://127.1/",
  "https://127.0.1/",
  "https://127.255.255.254/",
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0x7f.1/",
  "https://0x7F.0x0.0x0.0x1/",
  "https://0177.0.0.1/",
  "https://017700000001/",
  "https://0177.0x0.0.1/",
  "https://127.0.0.1./",
  "https://127。0。0。1/",
  "https://１２７.０.０.１/",
  "https://①②⑦.⓪.⓪.①/",
  "https://%31%32%37.0.0.1/",
  "https://127.0.0.0x1/",
  "https:127.0.0.1/",
  "https:\\\\127.0.0.1/",
  "https:///127.0.0.1/",
  " https://127.0.0.1/",
  "ht\ttps://127.0.\n0.1/",
  "https://10.0.0.1/",
  "https://10.255.255.255/",
  "https://167772161/",
  "https://10.1/",
  "https://012.0.0.1/",
  "https://172.16.0.1/",
  "https://172.31.255.255/",
  "https://192.168.0.1/",
  "https://192.168.257/",
  "https://0xc0a80001/",
  "https://3232235521/",
  "https://100.64.0.1/",
  "https://100.127.255.255/",
  "https://[::1]/",
  "https://[0:0:0:0:0:0:0:1]/",
  "https://[0000:0000:0000:0000:0000:0000:0000:0001]:443/",
  "https://[::0.0.0.1]/",
  "https://[fc00::1]/",
  "https://[fd12:3456:789a::1]/",
  "https://[FDFF::1]/",
  "https://localhost/",
  "https://LOCALHOST:3000/",
  "https://ｌｏｃａｌｈｏｓｔ/",
  "https://local\u00adhost/",
  "https://%6cocalhost/",
  "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
  "https://app.localhost/",
  "https://printer.local/",
  "https://db.internal/",
  "https://a.b.internal/",
  "https://router.lan/",
  "https://nas.home.arpa/",
  "https://server.corp/",
  "https://local/",
  "https://internal/",
  "https://db/",
  "https://redis:6379/",
  "https://127.0.0.1.nip.io/",
  "https://127-0-0-1.nip.io/",
  "https://app.10.0.0.1.nip.io/",
  "https://app-10-0-0-1.nip.io/",
  "https://7f000001.nip.io/",
  "https://app-c0a80001.nip.io/",
  "https://10.0.0.1.8.8.8.8.nip.io/",
  "https://192-168-1-1.sslip.io/",
  "https://www-192-168-1-1.sslip.io/",
  "https://--1.sslip.io/",
  "https://fd00--1.sslip.io/",
  "https://7f000001.08080808.rbndr.us/",
  "https://10-0-0-1.1234567890abcdef.plex.direct/",
  "https://localtest.me/",
  "https://app.localtest.me/",
  "https://lvh.me/",
  "https://a.lvh.me/",
];

/** Callable with no setting at all. */
const NEVER = [
  "",
  "example.com",
  "//example.com/",
  "/path",
  "not an address",
  "https://",
  "https://exa mple.com/",
  "https://example.com:99999/",
  "https://256.0.0.1/",
  "https://1.2.3.4.5/",
  "https://[::1/",
  "https://[fe80::1%25eth0]/",
  "https://[fe80::1%eth0]/",
  "file:///etc/passwd",
  "data:application/json,{}",
  "ftp://example.com/",
  "javascript:alert(1)",
  "ws://example.com/",
  "wss://example.com/",
  "gopher://example.com/",
  "blob:https://example.com/1",
  "https://user@example.com/",
  "https://user:password@example.com/",
  "https://:password@example.com/",
  "https://example.com@10.0.0.1/",
  "https://example.com./",
  "https://localhost./",
  "https://metadata.google.internal./",
  "https://127.0.0.1.nip.io./",
  "https://example..com/",
  "https://-example.com/",
  "https://exam!ple.com/",
  `https://${"a".repeat(64)}.com/`,
  `https://${"a.".repeat(130)}com/`,
  "https://0.0.0.0/",
  "https://0/",
  "https://0.1.2.3/",
  "https://169.254.169.254/",
  "https://169.254.0.1/",
  "https://2852039166/",
  "https://0xa9fea9fe/",
  "https://0251.0376.0251.0376/",
  "https://169.254.43518/",
  "https://169-254-169-254.nip.io/",
  "https://a9fea9fe.nip.io/",
  "https://metadata.google.internal/",
  "https://METADATA.google.internal/computeMetadata/v1/",
  "https://metadata.goog/",
  "https://168.63.129.16/",
  "https://100.100.100.200/",
  "https://192.0.0.192/",
  "https://192.0.2.1/",
  "https://192.88.99.1/",
  "https://198.18.0.1/",
  "https://198.19.255.255/",
  "https://198.51.100.1/",
  "https://203.0.113.1/",
  "https://224.0.0.1/",
  "https://239.255.255.255/",
  "https://240.0.0.1/",
  "https://255.255.255.255/",
  "https://4294967295/",
  "https://[::]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:7f00:1]/",
  "https://[::ffff:8.8.8.8]/",
  "https://[::ffff:0:127.0.0.1]/",
  "https://[::127.0.0.1]/",
  "https://[::10.0.0.1]/",
  "https://[::7f00:1]/",
  "https://[64:ff9b::127.0.0.1]/",
  "https://[64:ff9b::a9fe:a9fe]/",
  "https://[64:ff9b:1::10.0.0.1]/",
  "https://[2002:7f00:1::]/",
  "https://[2002:a9fe:a9fe::1]/",
  "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
  "https://[2001:db8::1]/",
  "https://[2001:2::1]/",
  "https://[2001:10::1]/",
  "https://[3fff::1]/",
  "https://[100::1]/",
  "https://[fe80::1]/",
  "https://[febf::1]/",
  "https://[fec0::1]/",
  "https://[ff02::1]/",
  "https://[5f00::1]/",
  "https://[4000::1]/",
  "https://[fd00:ec2::254]/",
  "https://nip.io/",
  "https://www.nip.io/",
  "https://make-1-1-1-1-rebind-127-0-0-1-rr.1u.ms.",
];

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

/** Numbers from a seed, the same on every runtime (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe("[EGRESS-5] no spelling of an address changes what it is", () => {
  const seed = Number(process.env.SEED) || Math.floor(Math.random() * 2 ** 31);
  const ROUNDS = 3_000;

  /** [network, bits of it]: as IANA's registry of special-purpose addresses has them. */
  const SPECIAL: [string, number][] = [
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ];

  const numberOf = (address: string) =>
    address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);

  const isSpecial = (ip: number) =>
    SPECIAL.some(([network, bits]) => {
      const size = 2 ** (32 - bits);
      return Math.floor(ip / size) === Math.floor(numberOf(network) / size);
    });

  /** One byte, or the last ones together, as C's inet_aton takes them. */
  function part(value: number, random: () => number): string {
    const zeros = "0".repeat(Math.floor(random() * 3));
    const spellings = [
      String(value),
      `0${zeros}${value.toString(8)}`,
      `0x${zeros}${value.toString(16)}`,
    ];
    return spellings[Math.floor(random() * spellings.length)] ?? "";
  }

  function spelled(ip: number, random: () => number): string {
    const bytes = [24, 16, 8, 0].map((shift) => Math.floor(ip / 2 ** shift) % 256);
    const parts = 1 + Math.floor(random() * 4);
    const last = ip % 2 ** (8 * (5 - parts));
    const numbers = [...bytes.slice(0, parts - 1), last];
    const hex = (ip + 2 ** 32).toString(16).slice(1);
    const dashed = bytes.join("-");
    const hosts = [
      numbers.map((number) => part(number, random)).join(random() < 0.2 ? "。" : "."),
      `${bytes.join(".")}.nip.io`,
      `a-${dashed}.sslip.io`,
      `${dashed}.traefik.me`,
      `${hex}.nip.io`,
    ];
    return hosts[Math.floor(random() * hosts.length)] ?? "";
  }

  it(`IPv4 (seed ${seed})`, () => {
    const random = randomOf(seed);
    for (let round = 0; round < ROUNDS; round++) {
      const [network, bits] = SPECIAL[Math.floor(random() * SPECIAL.length)] ?? ["", 0];
      const special = numberOf(network) + Math.floor(random() * 2 ** (32 - bits));
      const anywhere = Math.floor(random() * 2 ** 32);
      for (const ip of [special, anywhere]) {
        const url = `https://${spelled(ip, random)}/`;
        const refusal = refusalOf(url, STRICT);
        expect({ url, refused: refusal !== null }).toEqual({ url, refused: isSpecial(ip) });
      }
    }
  });

  it(`IPv4 inside of IPv6 (seed ${seed})`, () => {
    const random = randomOf(seed);
    for (let round = 0; round < ROUNDS; round++) {
      const ip = Math.floor(random() * 2 ** 32);
      const [high, low] = [Math.floor(ip / 65536).toString(16), (ip % 65536).toString(16)];
      const dotted = [24, 16, 8, 0].map((shift) => Math.floor(ip / 2 ** shift) % 256).join(".");
      const hosts = [
        `::ffff:${dotted}`,
        `::FFFF:${high}:${low}`,
        `0:0:0:0:0:ffff:${high}:${low}`,
        `::${dotted}`,
        `::ffff:0:${dotted}`,
        `64:ff9b::${dotted}`,
        `64:ff9b:1::${high}:${low}`,
        `2002:${high}:${low}::1`,
        `2001:0:${high}:${low}::`,
      ];
      for (const host of hosts) {
        const url = `https://[${host}]/`;
        expect({ url, refusal: refusalOf(url, STRICT) }).toEqual({
          url,
          refusal: expect.any(String),
        });
      }
    }
  });

  it(`IPv6 (seed ${seed})`, () => {
    const random = randomOf(seed);
    const group = () => Math.floor(random() * 65536).toString(16);
    for (let round = 0; round < ROUNDS; round++) {
      const rest = Array.from({ length: 7 }, group).join(":");
      const first = Math.floor(random() * 65536);
      const url = `https://[${first.toString(16)}:${rest}]/`;
      // Given out for the internet, but for what carries other addresses or documents.
      const isGlobal = first >= 0x2000 && first < 0x4000;
      const isSpecial =
        first === 0x2001 || first === 0x2002 || first === 0x3fff || first === 0x2620;
      if (isSpecial) continue;
      expect({ url, refused: refusalOf(url, STRICT) !== null }).toEqual({
        url,
        refused: !isGlobal,
      });
    }
  });
});

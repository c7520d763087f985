// Which addresses may be called; on workerd and on Node, since each has its own URL parser.
import { describe, expect, it } from "vitest";
import { egressRules, refusalOf } from "../../src/egress/guard.ts";
import { parseSettings } from "../../src/env.ts";
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

// Which settings a local service gets, and how they are written for wrangler.
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { envFileText, localSettings } from "../../scripts/settings.ts";
import { VERSION } from "../../src/contract/version.ts";
import { parseSettings, SettingsError } from "../../src/env.ts";

it("[DEV-1] the environment wins over .dev.vars, an empty variable counts as not set", () => {
  const devVars = 'MAX_TURNS=7\nADMIN_API_KEY="from the file 16"\nPORT=9000\n# PERSIST_TO=x\n';
  const environment = { MAX_TURNS: "9", ADMIN_API_KEY: "", PATH: "/bin" };
  const settings = localSettings(environment, devVars);
  expect(settings.variables).toEqual({
    MAX_TURNS: "9",
    ADMIN_API_KEY: "from the file 16",
    ENVIRONMENT: "development",
    ALLOW_PRIVATE_EGRESS: "true",
    ALLOWED_HOSTS: "localhost,127.0.0.1,[::1]",
  });
  expect(settings).toMatchObject({ port: 9000, persist_to: ".ledge/state" });
  expect(localSettings({}, "").port).toBe(8787);
  const closed = localSettings({ ALLOW_PRIVATE_EGRESS: "false" }, "ALLOW_PRIVATE_EGRESS=true");
  expect(closed.parsed.ALLOW_PRIVATE_EGRESS).toBe(false);
});

it("[DOOR-1] a local service answers to loopback names only, unless it is told others", () => {
  expect(localSettings({}, "").parsed.ALLOWED_HOSTS).toEqual(["localhost", "127.0.0.1", "[::1]"]);
  const { ALLOWED_HOSTS } = localSettings({ ALLOWED_HOSTS: "box.lan" }, "").parsed;
  expect(ALLOWED_HOSTS).toEqual(["box.lan"]);
});

describe("[DEV-2] a wrong setting is named, and its value is not shown", () => {
  it.each([
    [{ JWT_SECRET: "hush" }, "JWT_SECRET"],
    [{ MAX_TURNS: "hush" }, "MAX_TURNS"],
    [{ PORT: "hush" }, "PORT"],
    [{ PORT: "70000" }, "PORT"],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4318/hush" }, "OTEL_EXPORTER_OTLP_ENDPOINT"],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: "https://a:hush@c.test" }, "OTEL_EXPORTER_OTLP_ENDPOINT"],
    [{ OTEL_EXPORTER_OTLP_HEADERS: "hush" }, "OTEL_EXPORTER_OTLP_HEADERS"],
    [{ OTEL_EXPORTER_OTLP_HEADERS: "a b=hush" }, "OTEL_EXPORTER_OTLP_HEADERS"],
    [{ OTEL_EXPORTER_OTLP_HEADERS: "a=hush%" }, "OTEL_EXPORTER_OTLP_HEADERS"],
    [{ OTEL_EXPORTER_OTLP_HEADERS: "a=hush%0d%0ab: c" }, "OTEL_EXPORTER_OTLP_HEADERS"],
    [{ OTEL_EXPORTER_OTLP_TIMEOUT: "0" }, "OTEL_EXPORTER_OTLP_TIMEOUT"],
  ])("%j", (environment, name) => {
    const failure = wrong(environment);
    expect(failure.message).toContain(name);
    expect(failure.message).not.toContain("hush");
  });

  function wrong(environment: Record<string, string>): SettingsError {
    try {
      localSettings(environment, "");
    } catch (error) {
      if (error instanceof SettingsError) return error;
      throw error;
    }
    throw new Error("it was taken");
  }
});

describe("[DEV-3] a setting's value reaches wrangler whole, or is refused by name", () => {
  it.each([
    ["a b#c", "A='a b#c'\n"],
    ["it's", "A=`it's`\n"],
    ["it's `b`", 'A="it\'s `b`"\n'],
    ["$HOME", "A='\\$HOME'\n"],
  ])("%s", (value, line) => {
    expect(envFileText({ A: value })).toBe(line);
  });

  it.each(["'\"`", "ends in \\", "it's `b`\\n"])("refuses %s", (value) => {
    expect(() => envFileText({ A: value })).toThrow("A: ");
  });
});

describe("the settings of traces", () => {
  const parsed = (text: string) =>
    parseSettings({ ENVIRONMENT: "development", OTEL_EXPORTER_OTLP_HEADERS: text })
      .OTEL_EXPORTER_OTLP_HEADERS;

  it.each([
    ["api-key=abc", { "api-key": "abc" }],
    [" a = 1 , b=2%2C3 ,", { a: "1", b: "2,3" }],
    ["Authorization=Basic dXNlcjpwYXNz==", { Authorization: "Basic dXNlcjpwYXNz==" }],
    ["a=", { a: "" }],
  ])("[OTEL-16] headers are read as OpenTelemetry writes them: %j", (text, headers) => {
    expect(parsed(text)).toEqual(headers);
  });

  it("[OTEL-16] nothing set means no collector, ten seconds, and the service's own name", () => {
    expect(parseSettings({ ENVIRONMENT: "development" })).toMatchObject({
      OTEL_EXPORTER_OTLP_TIMEOUT: 10_000,
      OTEL_SERVICE_NAME: "ledge",
    });
    expect(parsed("")).toBeUndefined();
  });

  it("[OTEL-12] the version that traces are marked with is the package's", () => {
    expect(VERSION).toBe(packageJson.version);
  });
});

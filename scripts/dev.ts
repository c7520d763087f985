// `npm run dev`: a service on this machine that stays until it is told to stop, says in a few lines
// where it is and who answers, and leaves no process behind.
import { isOffline, SettingsError } from "../src/env.ts";
import { explain, type Service, ServiceError, startService } from "./service.ts";
import { type LocalSettings, localSettings, readDevVars } from "./settings.ts";
import { stopSignal } from "./stopping.ts";

function announce(service: Service, settings: LocalSettings): string {
  const { parsed, persist_to } = settings;
  const model = isOffline(parsed)
    ? "the OFFLINE emulator (no ANTHROPIC_API_KEY is set): scripted answers, no real model"
    : `the Messages API at ${parsed.ANTHROPIC_BASE_URL ?? "https://api.anthropic.com"}`;
  const kept = service.admin_key_path;
  const key = kept === null ? "$ADMIN_API_KEY" : `$(cat ${kept})`;
  return [
    `Ledge is running at ${service.url}  (API docs: ${service.url}/api/v1/docs)`,
    `  model   ${model}`,
    `  data    ${persist_to}  (wrangler's log: ${service.log_path})`,
    `  admin   ${kept === null ? "ADMIN_API_KEY, as set" : `the key in ${kept}`}`,
    "Make a key of your own:",
    `  npx ai-agent login --url ${service.url} --key "${key}" && npx ai-agent keys create my-key`,
    `  curl ${service.url}/api/v1/keys -H "x-api-key: ${key}" \\`,
    `    -H "content-type: application/json" -d '{"name":"my-key","scopes":["read","write"]}'`,
    "Ctrl-C stops it.",
  ].join("\n");
}

async function main(): Promise<number> {
  const stopping = stopSignal(new Error("told to stop"));
  const stopAsked = new Promise<"stop">((resolve) => {
    stopping.addEventListener("abort", () => resolve("stop"));
  });
  const settings = localSettings(process.env, readDevVars());
  const { port, persist_to } = settings;
  let service: Service;
  try {
    service = await startService({ settings, persist_to, port, signal: stopping });
  } catch (error) {
    if (stopping.aborted) return 0;
    throw error;
  }
  console.log(announce(service, settings));
  service.wrangler.onOutput((text) => {
    // A client that left is no error of ours, though the runtime logs it as one.
    if (text.includes("[ERROR]") && !text.includes("disconnected:")) process.stderr.write(text);
  });
  const end = await Promise.race([stopAsked, service.wrangler.exited]);
  await service.stop();
  if (end === "stop") return 0;
  console.error(`wrangler ended by itself:\n${explain(service.wrangler.output())}`);
  return 1;
}

try {
  process.exit(await main());
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof ServiceError)) throw error;
  console.error(error.message);
  process.exit(1);
}

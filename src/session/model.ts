// Which Messages API a deployment's sessions talk to: the real one, any endpoint that speaks it, or,
// with neither key nor address set, the emulator inside the Worker.
import Anthropic from "@anthropic-ai/sdk";
import { claude, type Model, type TokenCounter, tokenCounter } from "../agent/claude.ts";
import { emulate } from "../emulator/emulate.ts";
import { isOffline, type Settings } from "../env.ts";

interface ModelAccess {
  readonly model: Model;
  readonly countTokens: TokenCounter;
}

const known = new WeakMap<Settings, ModelAccess>();

/** The model of a deployment; one SDK client per isolate. */
export function modelOf(settings: Settings): ModelAccess {
  const made = known.get(settings);
  if (made !== undefined) return made;
  const client = clientOf(settings);
  const access = { model: claude(client), countTokens: tokenCounter(client) };
  known.set(settings, access);
  return access;
}

function clientOf(settings: Settings): Anthropic {
  if (isOffline(settings)) {
    return new Anthropic({
      apiKey: "offline",
      baseURL: "http://offline.invalid",
      maxRetries: 0,
      fetch: (input, init) => emulate(new Request(input, init as RequestInit)),
    });
  }
  return new Anthropic({
    apiKey: settings.ANTHROPIC_API_KEY ?? "none",
    ...(settings.ANTHROPIC_BASE_URL === undefined ? {} : { baseURL: settings.ANTHROPIC_BASE_URL }),
    maxRetries: 0,
  });
}

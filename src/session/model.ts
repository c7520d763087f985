// Which Messages API a deployment's sessions talk to: the real one, any endpoint that speaks it, or,
// with neither key nor address set, the emulator inside the Worker.
import Anthropic from "@anthropic-ai/sdk";
import { claude, type Model } from "../agent/claude.ts";
import { emulate } from "../emulator/emulate.ts";
import { isOffline, type Settings } from "../env.ts";

const models = new WeakMap<Settings, Model>();

/** The model of a deployment; one SDK client per isolate. */
export function modelOf(settings: Settings): Model {
  const known = models.get(settings);
  if (known !== undefined) return known;
  const model = claude(clientOf(settings));
  models.set(settings, model);
  return model;
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

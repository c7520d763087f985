// The consumer of the queue of traces: posts spans to the operator's collector by OTLP/HTTP and does
// with its answer what the protocol says: done, once more later, or given up.
import { COLLECTOR_ANSWER_BYTES_MAX, QUEUE_DELAY_SECONDS_MAX } from "../contract/limits.ts";
import { type Traces, traces } from "../contract/trace.ts";
import { VERSION } from "../contract/version.ts";
import { bodyOf } from "../egress/body.ts";
import { retryAfterMs } from "../egress/retry-after.ts";
import { type Settings, settingsOf } from "../env.ts";
import { now } from "../runtime.ts";
import { retryDelaySeconds } from "./consume.ts";
import { exportRequest } from "./otlp.ts";

/** The statuses after which the same request may be sent again (OTLP, "Retryable Response Codes"). */
const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** What became of a request. */
type Sent =
  | { readonly verdict: "done" }
  | { readonly verdict: "refused"; readonly status: number }
  | { readonly verdict: "later"; readonly why: string; readonly after_seconds: number };

/**
 * Posts each message by itself, so that one which the collector refuses takes no other with it. What it
 * cannot take now is tried again later by the queue, which moves it to its dead letters in the end.
 */
export async function exportTraces(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const settings = settingsOf(env);
  await Promise.all(batch.messages.map((message) => exportMessage(message, settings)));
}

async function exportMessage(message: Message<unknown>, settings: Settings): Promise<void> {
  const { id, attempts } = message;
  const parsed = traces.safeParse(message.body);
  if (!parsed.success) {
    console.error({ event: "traces.message_unreadable", id });
    message.retry({ delaySeconds: delaySeconds(attempts, 0) });
    return;
  }
  const sent = await send(parsed.data, settings);
  const spans = parsed.data.spans.length;
  switch (sent.verdict) {
    case "done":
      message.ack();
      return;
    case "refused":
      console.error({ event: "traces.refused", id, spans, status: sent.status });
      message.ack();
      return;
    case "later":
      console.warn({ event: "traces.delayed", id, spans, why: sent.why });
      message.retry({ delaySeconds: delaySeconds(attempts, sent.after_seconds) });
      return;
    default:
      sent satisfies never;
  }
}

/** Doubles with every attempt and is never the same for all, but at least what the collector asks for. */
function delaySeconds(attempts: number, after_seconds: number): number {
  const jittered = retryDelaySeconds(attempts) * (0.75 + 0.25 * Math.random());
  return Math.min(QUEUE_DELAY_SECONDS_MAX, Math.ceil(Math.max(jittered, after_seconds)));
}

async function send({ spans }: Traces, settings: Settings): Promise<Sent> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = settings;
  // The setting is gone, and with it whoever wanted these.
  if (endpoint === undefined) return { verdict: "done" };
  const signal = AbortSignal.timeout(settings.OTEL_EXPORTER_OTLP_TIMEOUT);
  try {
    const response = await fetch(tracesUrl(endpoint), {
      method: "POST",
      headers: {
        ...settings.OTEL_EXPORTER_OTLP_HEADERS,
        "content-type": "application/json",
        "user-agent": `Ledge-OTLP-Exporter/${VERSION}`,
      },
      body: JSON.stringify(exportRequest(spans, settings.OTEL_SERVICE_NAME)),
      // The headers are for this address, not for where it points to.
      redirect: "manual",
      signal,
    });
    return await judged(response, signal);
  } catch (error) {
    // Its name only: its text may quote the address.
    const why = error instanceof Error ? error.name : "error";
    return { verdict: "later", why, after_seconds: 0 };
  }
}

/** The address of traces below that of the collector, as the OTLP exporter's specification makes it. */
export function tracesUrl(endpoint: string): URL {
  const url = new URL(endpoint);
  url.pathname = url.pathname.replace(/\/?$/, "/v1/traces");
  return url;
}

async function judged(response: Response, signal: AbortSignal): Promise<Sent> {
  const { status, headers } = response;
  if (response.ok) {
    const answer = await bodyOf(response, COLLECTOR_ANSWER_BYTES_MAX, signal);
    if (answer !== null) reportRejected(new TextDecoder().decode(answer));
    return { verdict: "done" };
  }
  await response.body?.cancel();
  if (!RETRYABLE.has(status)) return { verdict: "refused", status };
  const after_seconds = retryAfterMs(headers, now()) / 1000;
  return { verdict: "later", why: `status ${status}`, after_seconds };
}

/** A partial success is not sent again. Its message is the collector's to log: it may quote anything. */
function reportRejected(answer: string): void {
  const rejected = rejectedIn(answer);
  if (rejected > 0) console.error({ event: "traces.partly_refused", rejected_spans: rejected });
}

function rejectedIn(answer: string): number {
  try {
    const body = JSON.parse(answer) as { partialSuccess?: { rejectedSpans?: unknown } } | null;
    return Number(body?.partialSuccess?.rejectedSpans ?? 0);
  } catch {
    // Some collectors answer with nothing, or in another form; the spans are theirs all the same.
    return 0;
  }
}

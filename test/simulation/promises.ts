// What people were told, held against what then happened: receipts, refusals, results that were taken.

import type { Sent, Told } from "./clients.ts";
import type { History } from "./history.ts";
import type { World } from "./world.ts";

/** Ways in which a turn ends that leave a steering message to the next one. */
const ENDS_EARLY = ["interrupted", "max_turns", "retries_exhausted", "failed", "hook_stopped"];

/** Checks every message and every result that anybody sent. */
export function checkPromises(world: Pick<World, "violated">, history: History, told: Told): void {
  const places = new Map<string, number[]>();
  for (const event of history.events) {
    if (event.type !== "user.message") continue;
    const text = event.content.map((block) => ("text" in block ? block.text : "")).join("");
    places.set(text, [...(places.get(text) ?? []), event.seq]);
  }
  for (const sent of told.sent) {
    const seqs = places.get(sent.text) ?? [];
    const wrong = wrongOf(sent, seqs, history);
    if (wrong === null) continue;
    world.violated(wrong.rule, `${sent.text}, ${sent.receipt ?? sent.answer}: ${wrong.text}`);
  }
  checkConfirmations(world, history, told);
  for (const given of told.given) {
    const result = history.calls.get(given.call_id)?.result;
    const taken = JSON.stringify(result?.content ?? null).includes(`"${given.text}"`);
    if (taken !== (given.answer === "accepted") && given.answer !== "lost") {
      world.violated("SIM-6", `${given.text} was ${given.answer}, and the log says otherwise`);
    }
  }
}

/** The first answer to a permission request is what was decided; nobody else was told yes. */
function checkConfirmations(
  world: Pick<World, "violated">,
  { events }: History,
  { confirmed }: Told,
): void {
  const asked = events.filter(({ type }) => type === "permission.requested").length;
  const decisions = new Map<string, string[]>();
  for (const event of events) {
    if (event.type !== "permission.decided") continue;
    const { permission_id, decision, decided_by } = event;
    const before = decisions.get(permission_id) ?? [];
    decisions.set(permission_id, [...before, `${decided_by} ${decision}`]);
  }
  for (const [id, made] of decisions) {
    if (made.length > 1) world.violated("SIM-6", `${id} was decided twice: ${made}`);
  }
  if (asked === 0 && confirmed.length > 0) world.violated("SIM-6", "nobody was asked");
  for (const { permission_id, decision, answer } of confirmed) {
    const told = decisions.get(permission_id)?.includes(`user ${decision}`) ?? false;
    if (answer === "accepted" && !told) {
      world.violated("SIM-6", `${permission_id}, ${decision}, was accepted and is not in the log`);
    }
  }
}

function wrongOf(sent: Sent, seqs: number[], history: History) {
  if (sent.answer === "refused") {
    return seqs.length === 0 ? null : { rule: "SIM-6", text: "it is in the log" };
  }
  if (seqs.length === 0) {
    return sent.answer === "lost" ? null : { rule: "SIM-1", text: "it is not in the log" };
  }
  const [seq = 0] = seqs;
  if (seqs.length > 1) return { rule: "SIM-1", text: `it is in the log twice: ${seqs}` };
  const takes = history.taken.get(seq) ?? [];
  if (takes.length > 1) return { rule: "SIM-1", text: "it was taken up twice" };
  const [take] = takes;
  if (take === undefined) {
    const isOver = history.events.some(({ type }) => type === "session.status_terminated");
    const left = isOver || waiting(history);
    return left ? null : { rule: "SIM-1", text: "it was never taken up" };
  }
  if (sent.answer === "lost") return null;
  if (sent.seq !== seq) return { rule: "SIM-6", text: `the receipt says ${sent.seq}, not ${seq}` };
  const text = falseOf(sent, seq, take, history);
  return text === null ? null : { rule: "SIM-6", text };
}

/** A turn that waits for a client, or for a higher budget, holds up what was queued behind it. */
function waiting({ turns }: History): boolean {
  return [...turns.values()].at(-1)?.end === null;
}

function falseOf(
  { receipt, turn, on_busy }: Sent,
  seq: number,
  take: { turn: number; steered: boolean; seq: number },
  { turns }: History,
): string | null {
  const before = turn === null ? undefined : turns.get(turn);
  switch (receipt) {
    case "started":
      return take.seq === seq + 1 && !take.steered ? null : "its turn did not begin with it";
    case "queued":
      if (take.steered && on_busy !== "steer") return "it joined a running turn";
      return take.seq > seq ? null : "it was taken up before it came";
    case "steered":
      if (take.steered && take.turn === turn) return null;
      if (!take.steered && ENDS_EARLY.includes(before?.end ?? "")) return null;
      if (!take.steered && before?.limited) return null;
      return `it joined turn ${take.turn}; turn ${turn} ended ${before?.end}`;
    case "interrupted_previous":
      if (turn === null) return "nothing was running";
      return before?.end === "interrupted" ? null : `turn ${turn} ended ${before?.end}`;
    case null:
      return "it was accepted without a receipt";
    default:
      return receipt satisfies never;
  }
}

// `sessions query` and `sessions watch`: asking a session something, and following what it does.
import { type Command, Option } from "commander";
import type { OnBusy } from "../contract/session.ts";
import { textArgument, wholeNumber } from "./arguments.ts";
import { type Context, contextOf } from "./context.ts";
import { CliError, EXIT } from "./exit.ts";
import { type FollowState, follow, reportEnd, reportLeft } from "./follow.ts";
import { type GuardOptions, setGuards, withGuardOptions } from "./guards.ts";
import { done, keyValueTable, notice, print } from "./output.ts";

const ON_BUSY: readonly OnBusy[] = ["queue", "reject", "interrupt", "steer"];

/** Adds `query` and `watch` to the `sessions` commands. */
export function addQueryCommands(sessions: Command): void {
  withGuardOptions(
    sessions.command("query").description("send a message and watch the answer come"),
  )
    .argument("<session>", "id of the session")
    .argument("<prompt...>", "what to ask; - reads it from standard input")
    .option("--no-follow", "only send it")
    .addOption(
      new Option("--on-busy <what>", "when a turn is running already (default: queue)").choices(
        ON_BUSY,
      ),
    )
    .action(query);
  sessions
    .command("watch")
    .description("follow a session: its last message and all that comes after")
    .argument("<session>", "id of the session")
    .option("--after <seq>", "begin after this event; 0 for the whole log", wholeNumber)
    .option("--until-idle", "leave once no turn is running")
    .action(watch);
}

async function query(
  id: string,
  words: string[],
  options: GuardOptions & { follow: boolean; onBusy?: OnBusy },
  command: Command,
): Promise<void> {
  const context = contextOf(command);
  const message = await textArgument(words.join(" "));
  if (message.trim() === "") throw new CliError(EXIT.usage, "the prompt is empty");
  await setGuards(context.client, id, options);
  const receipt = await context.client.sessions.query(id, {
    message,
    ...(options.onBusy === undefined ? {} : { on_busy: options.onBusy }),
  });
  if (!options.follow) {
    print(context.json, receipt, () =>
      keyValueTable(done(`Message ${receipt.receipt}`), [
        ["Session", receipt.id],
        ["Message", receipt.message_id],
        ["Seq", `${receipt.seq}`],
        ["Status", receipt.status],
      ]),
    );
    return;
  }
  const isQueued = receipt.receipt === "queued";
  if (isQueued) notice("queued: a turn is running already");
  const end = await follow(context, receipt.id, {
    // For scripts the message itself is the first event; a person has just typed it.
    after: context.json ? receipt.seq - 1 : receipt.seq,
    seq: receipt.seq,
    onlyOwn: isQueued,
    until: ({ turn }) => turn.end !== null,
  });
  if (end.left) reportLeft(receipt.id);
  else reportEnd(receipt.id, end);
}

async function watch(
  id: string,
  options: { after?: number; untilIdle?: boolean },
  command: Command,
): Promise<void> {
  const context = contextOf(command);
  const end = await follow(context, id, {
    after: options.after ?? (await lastMessageSeq(context, id)) - 1,
    seq: null,
    onlyOwn: false,
    until: (state) => isOver(state) || (options.untilIdle === true && isIdle(state)),
  });
  if (end.left) reportLeft(id);
  else if (isOver(end)) notice("the session is over: nothing more will come");
  else if (end.turn.turn !== null) reportEnd(id, end);
}

/** The `seq` of the newest message of a person; 1, the log's beginning, when there is none. */
async function lastMessageSeq({ client }: Context, id: string): Promise<number> {
  const { data } = await client.sessions.events(id, {
    types: ["user.message"],
    order: "desc",
    limit: 1,
  });
  return data[0]?.seq ?? 1;
}

/** Whether all is seen of a session that nothing can happen to any more. */
function isOver({ snapshot, seq, turn }: FollowState): boolean {
  if (turn.end === "terminated") return true;
  const isFinal = snapshot?.status === "terminated" || snapshot?.status === "archived";
  return isFinal && seq >= snapshot.as_of;
}

/** Whether all is seen of a session in which no turn runs. */
function isIdle({ snapshot, seq, turn }: FollowState): boolean {
  if (snapshot === null || seq < snapshot.as_of) return false;
  return turn.turn === null ? snapshot.status !== "processing" : turn.end !== null;
}

// `npm run d1:rebuild -- --session <id> | --all`: has sessions publish their logs again, so that what
// D1 lost of them comes back. Rows that are there already stay as they are.
import { parseArgs } from "node:util";
import { createClient, LedgeApiError, UnreachableError } from "../src/client.ts";

const USAGE = `usage: npm run d1:rebuild -- --session <id> | --all  [--url <address>] [--key <admin key>]
AI_AGENT_URL and AI_AGENT_KEY are used where the options are not given`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      session: { type: "string", multiple: true },
      all: { type: "boolean", default: false },
      url: { type: "string", default: process.env.AI_AGENT_URL ?? "http://127.0.0.1:8787" },
      key: { type: "string", default: process.env.AI_AGENT_KEY ?? "" },
    },
  });
  if (values.all === (values.session !== undefined) || values.key === "") {
    console.error(USAGE);
    return 2;
  }
  const client = createClient({ baseUrl: values.url, token: values.key });
  let published = 0;
  let failed = 0;
  for await (const id of values.session ?? everySession(client)) {
    try {
      const { last_seq } = await client.admin.publish(id);
      console.log(`${id}: ${last_seq} events`);
      published += 1;
    } catch (error) {
      // One session that cannot be opened keeps no other from being rebuilt.
      if (!(error instanceof LedgeApiError)) throw error;
      console.error(`${id}: ${error.message}`);
      failed += 1;
    }
  }
  const what = published === 1 ? "1 session publishes" : `${published} sessions publish`;
  console.log(`${what} again; the rows follow within seconds`);
  return failed === 0 ? 0 : 1;
}

async function* everySession(client: ReturnType<typeof createClient>): AsyncGenerator<string> {
  let cursor: string | undefined;
  do {
    const page = await client.admin.sessions({ limit: 1000, cursor });
    for (const { id } of page.data) yield id;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UnreachableError || error instanceof LedgeApiError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

// Lists of long and large logs: pages that end by bytes as well as by count, lose and double nothing,
// and cross the boundary of the object however large one entry is.
import { expect, it } from "vitest";
import type { EventDraft } from "../../src/contract/event.ts";
import { STREAM_PAGE_BYTES } from "../../src/contract/limits.ts";
import type { MessageResource } from "../../src/contract/message.ts";
import type { JsonBody, Outcome, Page, PageRequest } from "../../src/session/stub.ts";
import { seed } from "../support/seeded.ts";
import { openSession, pageIn } from "../support/session.ts";
import { answered, asked, called, replied, running, said, settled } from "../support/story.ts";

type Listed = { id: string; seq?: number };

/** All pages of a list, each with its entries and its size. */
async function pagesOf(
  read: (page: PageRequest) => Promise<Outcome<JsonBody>>,
): Promise<{ data: Listed[]; chars: number }[]> {
  const pages: { data: Listed[]; chars: number }[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Listed> = await pageIn<Listed>(read({ cursor, limit: 1000 }));
    pages.push({ data: page.data, chars: JSON.stringify(page).length });
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return pages;
}

function* largeTurns(): Generator<EventDraft[]> {
  yield [said("Begin."), running(1, [2])];
  for (let round = 0; round < 30; round += 1) {
    const size = round === 7 ? 2_000_000 : 60_000;
    const ids = [`sevt_a${round}`, `sevt_b${round}`];
    yield [
      asked(),
      replied(`${round} `.repeat(size / 3), `msg_${round}`),
      ...ids.map((id) => called(id, `msg_${round}`)),
      answered("tool_use"),
      ...ids.map((id) => settled(id, `msg_r${round}`, "x".repeat(size))),
    ];
  }
}

it("[SIZE-7] a page ends after about 1 MB with one entry at least, and the pages are the whole list", async () => {
  const session = await openSession();
  await seed(session.id, largeTurns());
  const { last_seq, message_count, tool_call_count } = await session.get();
  const door = session.door();
  const lists = {
    messages: await pagesOf((page) => door.messages(session.owner, page)),
    calls: await pagesOf((page) => door.toolCalls(session.owner, page)),
    events: await pagesOf(({ cursor, limit }) =>
      door.events(session.owner, { after: Number(cursor ?? 0), limit, types: [], order: "asc" }),
    ),
    backwards: await pagesOf(({ cursor, limit }) =>
      door.events(session.owner, { after: Number(cursor ?? 0), limit, types: [], order: "desc" }),
    ),
  };
  for (const pages of Object.values(lists)) {
    expect(pages.length).toBeGreaterThan(3);
    const ids = pages.flatMap(({ data }) => data.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { data, chars } of pages) {
      expect(data.length).toBeGreaterThan(0);
      // Counted by their events, which say a little less than the entries or a little more.
      if (data.length > 1) expect(chars).toBeLessThan(STREAM_PAGE_BYTES * 1.1);
    }
  }
  const count = (pages: { data: unknown[] }[]) => pages.flatMap(({ data }) => data).length;
  expect(count(lists.messages)).toBe(message_count);
  expect(count(lists.calls)).toBe(tool_call_count);
  expect(count(lists.events)).toBe(last_seq);
  expect(count(lists.backwards)).toBe(last_seq);
});

it("[SIZE-8] an entry larger than a call between Worker and object may return is given all the same", async () => {
  const session = await openSession();
  const ids = ["a", "b", "c", "d", "e"].map((name) => `sevt_${name}`);
  const text = "y".repeat(7_500_000);
  await seed(session.id, [
    [said("Begin."), running(1, [2]), asked()],
    [...ids.map((id) => called(id, "msg_calls")), answered("tool_use")],
    ...ids.map((id) => [settled(id, "msg_results", text)]),
  ]);
  const pages = await pagesOf((page) => session.door().messages(session.owner, page));
  const last = pages.at(-1);
  expect(last?.data).toHaveLength(1);
  expect(last?.chars).toBeGreaterThan(32 * 1024 * 1024);
  const results = last?.data[0] as unknown as MessageResource;
  const lengths = results.content.map(({ content }) => JSON.stringify(content).length);
  expect(lengths).toEqual(ids.map(() => JSON.stringify([{ type: "text", text }]).length));
});

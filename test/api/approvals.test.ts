// The inbox: what waits in all of a caller's sessions, answered through the front door.
import { expect, it } from "vitest";
import { type Client, expectError, keyOf, newUser } from "../support/api.ts";

const asks = JSON.stringify([
  { tools: [{ name: "Bash", input: { command: "echo ran" } }] },
  { text: "It says {{last_result}}" },
]);

/** A session of the caller whose model wants to run a command that nothing allows. */
async function asking(user: Client): Promise<string> {
  const made = await user.post("/sessions", { model: "offline-script", tools: ["Bash"] });
  const { id } = made.body as { id: string };
  await user.post(`/sessions/${id}/query?wait=20`, { message: asks });
  return id;
}

type Pending = { data: { id: string; session_id: string }[] };

it("[APPROVE-12] the inbox shows what waits in all of a caller's sessions, and nobody else's", async () => {
  const [user, stranger] = [await newUser(), await newUser()];
  const ids = [await asking(user), await asking(user)];
  await asking(stranger);
  const inbox = async () => ((await user.get("/permissions/pending")).body as Pending).data;
  // The directory learns that a session waits by the queue.
  await expect.poll(async () => (await inbox()).length, { timeout: 10_000 }).toBe(2);
  const shown = await inbox();
  expect(new Set(shown.map(({ session_id }) => session_id))).toEqual(new Set(ids));

  const [first] = shown;
  const path = `/sessions/${first?.session_id}/permissions`;
  expectError(await stranger.get(`${path}/pending`), 404, "not_found_error");
  const wrong = await stranger.post(`${path}/${first?.id}`, { decision: "allow" });
  expectError(wrong, 404, "not_found_error");
  const poor = await keyOf(user.user_id, ["read", "write"]);
  expectError(
    await poor.post(`${path}/${first?.id}`, { decision: "allow" }),
    403,
    "permission_error",
  );
  expectError(
    await user.post(`${path}/${first?.id}`, { decision: "maybe" }),
    400,
    "invalid_request_error",
  );

  const answer = await user.post(`${path}/${first?.id}`, { decision: "allow" });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ type: "permission.decided", decision: "allow" });
  const again = await user.post(`${path}/${first?.id}`, { decision: "deny" });
  expect(expectError(again, 409, "conflict_error").details).toMatchObject({
    first: { decision: "allow", decided_by: "user" },
  });
  expect((await inbox()).map(({ id }) => id)).toEqual(shown.slice(1).map(({ id }) => id));

  const audited = async () => {
    const path_of_it = `/audit-logs?session_id=${first?.session_id}&action=permission.answered`;
    return ((await user.get(path_of_it)).body as { data: object[] }).data;
  };
  await expect.poll(async () => (await audited()).length, { timeout: 10_000 }).toBe(1);
  expect((await audited())[0]).toMatchObject({
    actor: { user_id: user.user_id },
    details: { permission_id: first?.id, decision: "allow", edited: false },
  });
});

it("[APPROVE-3] two clients who answer at once in opposite ways, by request and by event, are told one and the same", async () => {
  const user = await newUser();
  const phone = await keyOf(user.user_id, ["read", "write", "approve"]);
  for (const first of ["allow", "deny"] as const) {
    for (let round = 0; round < 3; round += 1) {
      const id = await asking(user);
      const { body } = await user.get(`/sessions/${id}/permissions/pending`);
      const permission_id = (body as Pending).data[0]?.id ?? "";
      const second = first === "allow" ? "deny" : "allow";
      const event = { type: "user.tool_confirmation", permission_id, decision: second };
      const answers = await Promise.all([
        user.post(`/sessions/${id}/permissions/${permission_id}`, { decision: first }),
        phone.post(`/sessions/${id}/events`, { events: [event] }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const won = answers[0]?.status === 200 ? first : second;
      const late = answers.find(({ status }) => status === 409);
      if (late === undefined) throw new Error("both were taken");
      expect(expectError(late, 409, "conflict_error").details).toMatchObject({
        first: { decision: won, decided_by: "user" },
      });
      const log = await user.get(`/sessions/${id}/events?types=permission.decided`);
      expect((log.body as { data: object[] }).data).toMatchObject([{ decision: won }]);
    }
  }
});

// Whose Cloudflare account is deployed to. Decided once, before anything is looked at, so that no
// command of the same deployment can reach another account.
import { z } from "zod";
import { DeployError, failed, jsonOf, type RunWrangler } from "./command.ts";

const HOW_TO_LOG_IN = [
  "Do one of these and run it again:",
  "  npx wrangler login",
  "  export CLOUDFLARE_API_TOKEN=…  (docs/guides/deploy.md says which permissions it needs)",
].join("\n");

const whoami = z.object({ accounts: z.array(z.object({ id: z.string(), name: z.string() })) });

export interface Account {
  id: string;
  /** What it is called, or its id when the login may not see that. */
  name: string;
}

/**
 * The account that `chosen` names, else the only one that the login can see. Throws DeployError
 * with what to do when nobody is logged in, or when there are several to choose from.
 */
export async function findAccount(run: RunWrangler, chosen: string | undefined): Promise<Account> {
  const outcome = await run("whoami", "--json");
  if (!outcome.ok) {
    const reason = /"loggedIn":\s*false/.test(outcome.output)
      ? "you are not logged in to Cloudflare"
      : failed("Cloudflare did not take the login", outcome).message;
    throw new DeployError(`${reason}\n${HOW_TO_LOG_IN}`);
  }
  const { accounts } = jsonOf("the account cannot be found", outcome, whoami);
  if (chosen !== undefined) {
    return accounts.find(({ id }) => id === chosen) ?? { id: chosen, name: chosen };
  }
  const [account, ...others] = accounts;
  if (account === undefined || others.length > 0) {
    const seen = accounts.map(({ id, name }) => `  ${id}  ${name}`);
    const which = seen.length === 0 ? "this login sees none" : "this login sees several";
    throw new DeployError([`set CLOUDFLARE_ACCOUNT_ID: ${which}`, ...seen].join("\n"));
  }
  return account;
}

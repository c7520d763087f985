// BudgetPolicy: no tool runs once the session has cost more than the operator lets it. What has no
// known price counts for nothing, as in a session's own budget.
import type { Policy } from "./table.ts";

export const budgetPolicy: Policy = (_subject, { tool_budget_usd }, { total_cost_usd }) =>
  (total_cost_usd ?? 0) > tool_budget_usd
    ? `the session has cost more than ${tool_budget_usd} USD`
    : null;

CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`user_id` text NOT NULL,
	`seq` integer NOT NULL,
	`version` integer NOT NULL,
	`position` integer NOT NULL,
	`role` text NOT NULL,
	`preview` text NOT NULL,
	`block_count` integer NOT NULL,
	`model` text,
	`token_count` integer,
	`cost_usd` real,
	`is_partial` integer NOT NULL,
	`parent_message_id` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `messages_session` ON `messages` (`session_id`,`seq`);--> statement-breakpoint
CREATE TABLE `session_metrics_snapshots` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`user_id` text NOT NULL,
	`seq` integer NOT NULL,
	`version` integer NOT NULL,
	`snapshot_at` integer NOT NULL,
	`total_messages` integer NOT NULL,
	`total_tool_calls` integer NOT NULL,
	`total_hook_executions` integer NOT NULL,
	`total_permission_checks` integer NOT NULL,
	`total_errors` integer NOT NULL,
	`total_retries` integer NOT NULL,
	`total_cost_usd` real,
	`total_input_tokens` integer NOT NULL,
	`total_output_tokens` integer NOT NULL,
	`total_cache_creation_tokens` integer NOT NULL,
	`total_cache_read_tokens` integer NOT NULL,
	`duration_ms` real NOT NULL,
	`avg_tool_duration_ms` real
);
--> statement-breakpoint
CREATE INDEX `session_metrics_snapshots_session` ON `session_metrics_snapshots` (`session_id`,`seq`);--> statement-breakpoint
CREATE TABLE `model_calls` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`user_id` text NOT NULL,
	`seq` integer NOT NULL,
	`version` integer NOT NULL,
	`model` text NOT NULL,
	`message_id` text,
	`is_error` integer NOT NULL,
	`input_tokens` integer NOT NULL,
	`output_tokens` integer NOT NULL,
	`cache_creation_tokens` integer NOT NULL,
	`cache_read_tokens` integer NOT NULL,
	`cost_usd` real,
	`duration_ms` real NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `model_calls_session` ON `model_calls` (`session_id`,`seq`);--> statement-breakpoint
CREATE INDEX `model_calls_user` ON `model_calls` (`user_id`,`at`);--> statement-breakpoint
CREATE TABLE `permission_decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`user_id` text NOT NULL,
	`seq` integer NOT NULL,
	`version` integer NOT NULL,
	`tool_name` text NOT NULL,
	`tool_use_id` text NOT NULL,
	`input_data` text,
	`context` text NOT NULL,
	`decision` text NOT NULL,
	`decided_by` text NOT NULL,
	`reason` text NOT NULL,
	`interrupted` integer NOT NULL,
	`decided_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `permission_decisions_session` ON `permission_decisions` (`session_id`,`seq`);--> statement-breakpoint
CREATE INDEX `permission_decisions_tool` ON `permission_decisions` (`session_id`,`tool_name`,`seq`);--> statement-breakpoint
CREATE TABLE `tool_calls` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`user_id` text NOT NULL,
	`seq` integer NOT NULL,
	`version` integer NOT NULL,
	`tool_use_id` text NOT NULL,
	`tool_name` text NOT NULL,
	`tool_input` text,
	`tool_output` text,
	`status` text NOT NULL,
	`is_error` integer NOT NULL,
	`retries` integer NOT NULL,
	`permission_decision` text NOT NULL,
	`permission_reason` text,
	`hook_pre_data` text,
	`hook_post_data` text,
	`started_at` integer,
	`completed_at` integer,
	`duration_ms` real
);
--> statement-breakpoint
CREATE INDEX `tool_calls_session` ON `tool_calls` (`session_id`,`seq`);--> statement-breakpoint
CREATE INDEX `tool_calls_user_tool` ON `tool_calls` (`user_id`,`tool_name`,`id`);--> statement-breakpoint
DROP INDEX `audit_logs_session`;--> statement-breakpoint
DROP INDEX `audit_logs_user`;--> statement-breakpoint
DROP INDEX `audit_logs_at`;--> statement-breakpoint
ALTER TABLE `audit_logs` ADD `owner_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `audit_logs` ADD `position` integer;--> statement-breakpoint
ALTER TABLE `audit_logs` ADD `prev_hash` text;--> statement-breakpoint
ALTER TABLE `audit_logs` ADD `hash` text;--> statement-breakpoint
CREATE INDEX `audit_logs_chain` ON `audit_logs` (`session_id`,`position`);--> statement-breakpoint
CREATE INDEX `audit_logs_owner` ON `audit_logs` (`owner_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_logs_action` ON `audit_logs` (`action`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_logs_session` ON `audit_logs` (`session_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_logs_user` ON `audit_logs` (`user_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_logs_at` ON `audit_logs` (`at`,`id`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `checked_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `sessions_checked` ON `sessions` (`checked_at`);--> statement-breakpoint
CREATE INDEX `sessions_updated` ON `sessions` (`updated_at`);
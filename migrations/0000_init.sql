CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`prefix` text NOT NULL,
	`scopes` text NOT NULL,
	`expires_at` integer,
	`revoked_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_hash` ON `api_keys` (`hash`);--> statement-breakpoint
CREATE INDEX `api_keys_user` ON `api_keys` (`user_id`,`id`);--> statement-breakpoint
CREATE TABLE `audit_logs` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text,
	`seq` integer,
	`user_id` text NOT NULL,
	`key_id` text,
	`action` text NOT NULL,
	`resource_type` text NOT NULL,
	`resource_id` text NOT NULL,
	`ip` text,
	`user_agent` text,
	`details` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_logs_session` ON `audit_logs` (`session_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_logs_user` ON `audit_logs` (`user_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_logs_at` ON `audit_logs` (`at`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`user_id` text NOT NULL,
	`key` text NOT NULL,
	`digest` text NOT NULL,
	`status` text NOT NULL,
	`resource_id` text NOT NULL,
	`response` text,
	`claimed_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_created` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`name` text,
	`description` text,
	`status` text NOT NULL,
	`mode` text NOT NULL,
	`parent_session_id` text,
	`archive_id` text,
	`working_directory` text NOT NULL,
	`model` text NOT NULL,
	`message_count` integer NOT NULL,
	`tool_call_count` integer NOT NULL,
	`error_count` integer NOT NULL,
	`total_cost_usd` real,
	`total_input_tokens` integer NOT NULL,
	`total_output_tokens` integer NOT NULL,
	`total_cache_creation_tokens` integer NOT NULL,
	`total_cache_read_tokens` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`resource` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`,`id`);--> statement-breakpoint
CREATE INDEX `sessions_user_status` ON `sessions` (`user_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `sessions_user_mode` ON `sessions` (`user_id`,`mode`,`id`);--> statement-breakpoint
CREATE INDEX `sessions_user_parent` ON `sessions` (`user_id`,`parent_session_id`,`id`);--> statement-breakpoint
CREATE INDEX `sessions_user_directory` ON `sessions` (`user_id`,`working_directory`,`id`);--> statement-breakpoint
CREATE INDEX `sessions_user_archived` ON `sessions` (`user_id`,`id`) WHERE archive_id is not null;--> statement-breakpoint
CREATE INDEX `sessions_status` ON `sessions` (`status`,`id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL
);

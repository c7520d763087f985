CREATE TABLE `hook_executions` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`user_id` text NOT NULL,
	`seq` integer NOT NULL,
	`version` integer NOT NULL,
	`hook_id` text NOT NULL,
	`hook_type` text NOT NULL,
	`hook_name` text NOT NULL,
	`tool_use_id` text,
	`input_data` text,
	`output_data` text,
	`continue_execution` integer NOT NULL,
	`attempts` integer NOT NULL,
	`duration_ms` real NOT NULL,
	`error` text,
	`executed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `hook_executions_session` ON `hook_executions` (`session_id`,`seq`);--> statement-breakpoint
CREATE INDEX `hook_executions_type` ON `hook_executions` (`session_id`,`hook_type`,`seq`);
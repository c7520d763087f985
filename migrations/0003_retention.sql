CREATE TABLE `removals` (
	`session_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`owner_id` text NOT NULL,
	`actor` text NOT NULL,
	`at_seq` integer,
	`tried_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `removals_tried` ON `removals` (`tried_at`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `legal_hold` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `own_archive_at` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `own_purge_at` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `retained_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `sessions_retention` ON `sessions` (`status`,`updated_at`) WHERE legal_hold = 0;--> statement-breakpoint
CREATE INDEX `sessions_own_archive` ON `sessions` (`own_archive_at`) WHERE own_archive_at is not null;--> statement-breakpoint
CREATE INDEX `sessions_own_purge` ON `sessions` (`own_purge_at`) WHERE own_purge_at is not null;--> statement-breakpoint
CREATE INDEX `sessions_held` ON `sessions` (`id`) WHERE legal_hold = 1;--> statement-breakpoint
CREATE INDEX `tool_calls_previewed` ON `tool_calls` (`id`) WHERE tool_input is not null or tool_output is not null or hook_pre_data is not null or hook_post_data is not null;
CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    );
CREATE TABLE entries (
      parent TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      hash TEXT,
      target TEXT,
      size_bytes INTEGER NOT NULL,
      mode INTEGER NOT NULL,
      modified_at_ms INTEGER NOT NULL,
      PRIMARY KEY (parent, name)
    ) WITHOUT ROWID;
CREATE TABLE event_parts (
        seq INTEGER NOT NULL,
        part INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (seq, part)
      ) WITHOUT ROWID;
CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        type TEXT NOT NULL,
        at INTEGER NOT NULL,
        body TEXT NOT NULL,
        actor TEXT
      );
INSERT INTO "events" VALUES (1, 'sevt_01a1f9eda17a77968267f5aa1b21dad3', 'session.created', 1795194462586, '{"seq":1,"id":"sevt_01a1f9eda17a77968267f5aa1b21dad3","created_at":"2026-11-20T17:07:42.586Z","type":"session.created","session_id":"sesn_01a1f9eda137759d857e13a84233004c","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9eda35e7172a6cacc145d884467', 'user.message', 1795194463070, '{"seq":2,"id":"sevt_01a1f9eda35e7172a6cacc145d884467","created_at":"2026-11-20T17:07:43.070Z","type":"user.message","message_id":"msg_01a1f9eda35d744498a51f004adc631f","content":[{"type":"text","text":"[{\"thinking\":\"Hm.\",\"text\":\"Grüße, 世界 👋 ''quoted'' \\\\ back\\nline.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9eda35e7172a6cad049f5297709', 'session.status_running', 1795194463070, '{"seq":3,"id":"sevt_01a1f9eda35e7172a6cad049f5297709","created_at":"2026-11-20T17:07:43.070Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9eda37070f9af60915018a4ac06', 'span.model_request_start', 1795194463089, '{"seq":4,"id":"sevt_01a1f9eda37070f9af60915018a4ac06","created_at":"2026-11-20T17:07:43.089Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9eda39475e2a22c47962039ec56', 'agent.thinking', 1795194463134, '{"seq":5,"id":"sevt_01a1f9eda39475e2a22c47962039ec56","created_at":"2026-11-20T17:07:43.134Z","type":"agent.thinking","message_id":"msg_01a1f9eda37270d68696df708d71d3c6","content":[{"type":"thinking","thinking":"Hm.","signature":"offline_7d3e123b67371be302b8814f8040db9a"}],"message_index":1,"parent_message_id":"msg_01a1f9eda35d744498a51f004adc631f"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f9eda39b73b2b5058bee816f02d2', 'agent.message', 1795194463134, '{"seq":6,"id":"sevt_01a1f9eda39b73b2b5058bee816f02d2","created_at":"2026-11-20T17:07:43.134Z","type":"agent.message","message_id":"msg_01a1f9eda37270d68696df708d71d3c6","content":[{"type":"text","text":"Grüße, 世界 👋 ''quoted'' \\ back\nline.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f9eda35d744498a51f004adc631f"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9eda39e7452aca6034909d8b1a2', 'span.model_request_end', 1795194463134, '{"seq":7,"id":"sevt_01a1f9eda39e7452aca6034909d8b1a2","created_at":"2026-11-20T17:07:43.134Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9eda37070f9af60915018a4ac06","time_to_first_token_ms":42,"duration_ms":46,"message_id":"msg_01a1f9eda37270d68696df708d71d3c6","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":10,"cache_creation_input_tokens":733,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f9eda3a070569c53ed4064aad55e', 'session.status_idle', 1795194463136, '{"seq":8,"id":"sevt_01a1f9eda3a070569c53ed4064aad55e","created_at":"2026-11-20T17:07:43.136Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f9eda5c575118037f8ed40d20abf', 'user.message', 1795194463685, '{"seq":9,"id":"sevt_01a1f9eda5c575118037f8ed40d20abf","created_at":"2026-11-20T17:07:43.685Z","type":"user.message","message_id":"msg_01a1f9eda5c575118037ef4bff288b3b","content":[{"type":"text","text":"[{\"text\":\"two\"}]"}],"on_busy":"queue","message_index":2,"parent_message_id":"msg_01a1f9eda37270d68696df708d71d3c6"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (10, 'sevt_01a1f9eda5c575118037fffdbe72c38e', 'session.status_running', 1795194463685, '{"seq":10,"id":"sevt_01a1f9eda5c575118037fffdbe72c38e","created_at":"2026-11-20T17:07:43.685Z","type":"session.status_running","turn":2,"inputs":[9]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (11, 'sevt_01a1f9eda5e774b8a3ff5049ffbb1447', 'span.model_request_start', 1795194463720, '{"seq":11,"id":"sevt_01a1f9eda5e774b8a3ff5049ffbb1447","created_at":"2026-11-20T17:07:43.720Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f9eda5f376569e38265ba32d788e', 'agent.message', 1795194463731, '{"seq":12,"id":"sevt_01a1f9eda5f376569e38265ba32d788e","created_at":"2026-11-20T17:07:43.731Z","type":"agent.message","message_id":"msg_01a1f9eda5e874169fcccc57f6f069c5","content":[{"type":"text","text":"two","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1f9eda5c575118037ef4bff288b3b"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f9eda5f376569e382b8ec2e42ed5', 'span.model_request_end', 1795194463731, '{"seq":13,"id":"sevt_01a1f9eda5f376569e382b8ec2e42ed5","created_at":"2026-11-20T17:07:43.731Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9eda5e774b8a3ff5049ffbb1447","time_to_first_token_ms":11,"duration_ms":11,"message_id":"msg_01a1f9eda5e874169fcccc57f6f069c5","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":14,"cache_read_input_tokens":732},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f9eda5fa7537958bd399bd3bc55d', 'session.status_idle', 1795194463738, '{"seq":14,"id":"sevt_01a1f9eda5fa7537958bd399bd3bc55d","created_at":"2026-11-20T17:07:43.738Z","type":"session.status_idle","turn":2,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/2af61489-cb83-4f71-9cca-d28da533044f', '305f349ba6673cfef924f97b5c06de05cb000e622c0ba5fc43871fc909298743', '[9]', 1795280863686);
INSERT INTO "idempotency" VALUES ('admin/75bf070d-27bd-42c6-a256-280dfb15fe2e', 'a533924f34ecd569133cb5f51e3a8a91b0a6d05beed8d3671e9eef5d5733abe2', '{"id":"sesn_01a1f9eda137759d857e13a84233004c","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9eda35d744498a51f004adc631f","seq":2,"receipt":"started"}', 1795280863070);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["uaf480ba57f4f"],["aa93af9c07e29","a378ff8246a58"],["ufd50b7fb51e5"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9eda1797130b91ea52e04b4d68a');
INSERT INTO "meta" VALUES ('publication', '{"seq":14,"audit":{"count":3,"hash":"c8fdf754b84139871e7d45125eb1602e35d2b743a1f4e39357e54a5cd0ce1759"},"tally":{"counters":{"message_count":4,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":11,"total_cache_creation_tokens":747,"total_cache_read_tokens":732},"last_message_id":"msg_01a1f9eda5e874169fcccc57f6f069c5","active_ms":119,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":4,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":2,"metrics":2},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":14,"at_ms":1795194463779}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9eda137759d857e13a84233004c","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":11,"total_cache_creation_tokens":747,"total_cache_read_tokens":732},"created_at":"2026-11-20T17:07:42.586Z","updated_at":"2026-11-20T17:07:43.738Z","started_at":"2026-11-20T17:07:43.070Z","completed_at":null,"last_seq":14,"last_message":{"message_id":"msg_01a1f9eda5e874169fcccc57f6f069c5","message_index":3,"parent_message_id":"msg_01a1f9eda5c575118037ef4bff288b3b"},"turn_count":2,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":747,"compacted_tokens":0},"compaction":null,"active_ms":119,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;

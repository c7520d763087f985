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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9eda29973688613ff5d0fd59472', 'session.created', 1795194462873, '{"seq":1,"id":"sevt_01a1f9eda29973688613ff5d0fd59472","created_at":"2026-11-20T17:07:42.873Z","type":"session.created","session_id":"sesn_01a1f9eda1b27784a410fbf597000b14","user_id":"admin","config":{"name":"ended","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9eda3f576699e66867d9ea82a7c', 'user.message', 1795194463221, '{"seq":2,"id":"sevt_01a1f9eda3f576699e66867d9ea82a7c","created_at":"2026-11-20T17:07:43.221Z","type":"user.message","message_id":"msg_01a1f9eda3f576699e66791ac286f392","content":[{"type":"text","text":"[{\"text\":\"Goodbye.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9eda3f576699e668924ba953bbd', 'session.status_running', 1795194463221, '{"seq":3,"id":"sevt_01a1f9eda3f576699e668924ba953bbd","created_at":"2026-11-20T17:07:43.221Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9eda446750b93828065778a61cc', 'span.model_request_start', 1795194463302, '{"seq":4,"id":"sevt_01a1f9eda446750b93828065778a61cc","created_at":"2026-11-20T17:07:43.302Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9eda45d7395b94664d795be87ca', 'agent.message', 1795194463325, '{"seq":5,"id":"sevt_01a1f9eda45d7395b94664d795be87ca","created_at":"2026-11-20T17:07:43.325Z","type":"agent.message","message_id":"msg_01a1f9eda446750b938285bb992e6b8d","content":[{"type":"text","text":"Goodbye.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f9eda3f576699e66791ac286f392"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f9eda45d7395b946686fe6b4e7a9', 'span.model_request_end', 1795194463325, '{"seq":6,"id":"sevt_01a1f9eda45d7395b946686fe6b4e7a9","created_at":"2026-11-20T17:07:43.325Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9eda446750b93828065778a61cc","time_to_first_token_ms":23,"duration_ms":23,"message_id":"msg_01a1f9eda446750b938285bb992e6b8d","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":2,"cache_creation_input_tokens":722,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9eda45f761b909743ebd4173db8', 'session.status_idle', 1795194463327, '{"seq":7,"id":"sevt_01a1f9eda45f761b909743ebd4173db8","created_at":"2026-11-20T17:07:43.327Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f9eda5c575118037ebd2c72b239f', 'session.updated', 1795194463685, '{"seq":8,"id":"sevt_01a1f9eda5c575118037ebd2c72b239f","created_at":"2026-11-20T17:07:43.685Z","type":"session.updated","changes":{"name":"renamed"}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (9, 'sevt_01a1f9eda63972edadfda62635e206ac', 'session.status_terminated', 1795194463801, '{"seq":9,"id":"sevt_01a1f9eda63972edadfda62635e206ac","created_at":"2026-11-20T17:07:43.801Z","type":"session.status_terminated","reason":"requested"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/4529e3a4-e473-4916-baa4-d26d464895e4', '7999ead5d3f3c7a7b7545e5d3af00dc4e7535472982ee8c856b32ee737c58f34', '{"id":"sesn_01a1f9eda1b27784a410fbf597000b14","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9eda3f576699e66791ac286f392","seq":2,"receipt":"started"}', 1795280863221);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":"renamed","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["ud9b686028ec5"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9eda29973688613fba9d50b34a2');
INSERT INTO "meta" VALUES ('publication', '{"seq":9,"audit":{"count":4,"hash":"6342bad76e966de0254fa8886d160bbbccc93f6580cf581ccf647912671bd4eb"},"tally":{"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":722,"total_cache_read_tokens":0},"last_message_id":"msg_01a1f9eda446750b938285bb992e6b8d","active_ms":106,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":2,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":1,"metrics":2},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":9,"at_ms":1795194463838}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9eda1b27784a410fbf597000b14","user_id":"admin","status":"terminated","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":722,"total_cache_read_tokens":0},"created_at":"2026-11-20T17:07:42.873Z","updated_at":"2026-11-20T17:07:43.801Z","started_at":"2026-11-20T17:07:43.221Z","completed_at":"2026-11-20T17:07:43.801Z","last_seq":9,"last_message":{"message_id":"msg_01a1f9eda446750b938285bb992e6b8d","message_index":1,"parent_message_id":"msg_01a1f9eda3f576699e66791ac286f392"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":724,"compacted_tokens":0},"compaction":null,"active_ms":106,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":"terminated","is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;

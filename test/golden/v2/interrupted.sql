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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9eda2aa77dfbe36440804a8e175', 'session.created', 1795194462890, '{"seq":1,"id":"sevt_01a1f9eda2aa77dfbe36440804a8e175","created_at":"2026-11-20T17:07:42.890Z","type":"session.created","session_id":"sesn_01a1f9eda1b87041bacf9b14e9032a5a","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9eda3f47458a4ca38a36f1bff39', 'user.message', 1795194463220, '{"seq":2,"id":"sevt_01a1f9eda3f47458a4ca38a36f1bff39","created_at":"2026-11-20T17:07:43.220Z","type":"user.message","message_id":"msg_01a1f9eda3f47458a4ca2ccf5737b102","content":[{"type":"text","text":"[{\"text\":\"never finished\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9eda3f47458a4ca3f9e1753df2e', 'session.status_running', 1795194463220, '{"seq":3,"id":"sevt_01a1f9eda3f47458a4ca3f9e1753df2e","created_at":"2026-11-20T17:07:43.220Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9eda43a75d7bc9250436768ef4f', 'span.model_request_start', 1795194463290, '{"seq":4,"id":"sevt_01a1f9eda43a75d7bc9250436768ef4f","created_at":"2026-11-20T17:07:43.290Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9eda6377163b11efc0f0ba2c9d5', 'user.interrupt', 1795194463799, '{"seq":5,"id":"sevt_01a1f9eda6377163b11efc0f0ba2c9d5","created_at":"2026-11-20T17:07:43.799Z","type":"user.interrupt"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1f9eda63972edadfd9c51757f897d', 'span.model_request_end', 1795194463801, '{"seq":6,"id":"sevt_01a1f9eda63972edadfd9c51757f897d","created_at":"2026-11-20T17:07:43.801Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9eda43a75d7bc9250436768ef4f","time_to_first_token_ms":null,"duration_ms":511,"message_id":null,"is_error":true,"model":"offline-script","model_usage":null,"cost_usd":null,"stop_reason":null,"stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9eda63972edadfda2d7c2c2076b', 'session.status_idle', 1795194463801, '{"seq":7,"id":"sevt_01a1f9eda63972edadfda2d7c2c2076b","created_at":"2026-11-20T17:07:43.801Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"interrupted"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/665e8dbe-e9ad-436b-9e4e-8a81898bc340', '1cec886f124f3b27a577acaa28b6940b7d7b09bccd44d0b554ffc18c23f467ac', '{"id":"sesn_01a1f9eda1b87041bacf9b14e9032a5a","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9eda3f47458a4ca2ccf5737b102","seq":2,"receipt":"started"}', 1795280863221);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u4a203ddceec3"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9eda2aa77dfbe36419922b4f62c');
INSERT INTO "meta" VALUES ('publication', '{"seq":7,"audit":{"count":3,"hash":"2679117ed8add286f8e6a07172eccf1765f50e02f9c8ddb62f6ebe274acb4674"},"tally":{"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":"msg_01a1f9eda3f47458a4ca2ccf5737b102","active_ms":581,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":1,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":1,"metrics":1},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":7,"at_ms":1795194463837}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9eda1b87041bacf9b14e9032a5a","user_id":"admin","status":"active","last_stop_reason":"interrupted","error_message":null,"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T17:07:42.890Z","updated_at":"2026-11-20T17:07:43.801Z","started_at":"2026-11-20T17:07:43.220Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f9eda3f47458a4ca2ccf5737b102","message_index":0,"parent_message_id":null},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":14,"compacted_tokens":0},"compaction":null,"active_ms":581,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;

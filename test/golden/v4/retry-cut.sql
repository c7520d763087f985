CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    , encoding TEXT);
CREATE TABLE entries (
      parent TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      hash TEXT,
      target TEXT,
      size_bytes INTEGER NOT NULL,
      mode INTEGER NOT NULL,
      modified_at_ms INTEGER NOT NULL, from_seq INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (parent, name)
    ) WITHOUT ROWID;
CREATE TABLE entries_past (
      until_seq INTEGER NOT NULL,
      parent TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      hash TEXT,
      target TEXT,
      size_bytes INTEGER NOT NULL,
      mode INTEGER NOT NULL,
      modified_at_ms INTEGER NOT NULL,
      from_seq INTEGER NOT NULL,
      PRIMARY KEY (until_seq, parent, name)
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
INSERT INTO "events" VALUES (1, 'sevt_01a1fac037607495aebe2c0e33f639eb', 'session.created', 1795208263520, '{"seq":1,"id":"sevt_01a1fac037607495aebe2c0e33f639eb","created_at":"2026-11-20T20:57:43.520Z","type":"session.created","session_id":"sesn_01a1fac0375071f4ae19436bea2ac5b9","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":30,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{}},"config_version":2}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fac03791725d9d9c5280d7f6c77f', 'user.message', 1795208263569, '{"seq":2,"id":"sevt_01a1fac03791725d9d9c5280d7f6c77f","created_at":"2026-11-20T20:57:43.569Z","type":"user.message","message_id":"msg_01a1fac03791725d9d9c465b99c3d694","content":[{"type":"text","text":"[{\"text\":\"At last.\",\"error\":{\"status\":529,\"type\":\"overloaded_error\",\"message\":\"Overloaded\",\"times\":1}}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fac03791725d9d9c5700ae8bd574', 'session.status_running', 1795208263569, '{"seq":3,"id":"sevt_01a1fac03791725d9d9c5700ae8bd574","created_at":"2026-11-20T20:57:43.569Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fac037967669b26cfbef0a27e3a5', 'span.model_request_start', 1795208263574, '{"seq":4,"id":"sevt_01a1fac037967669b26cfbef0a27e3a5","created_at":"2026-11-20T20:57:43.574Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1fac0379d70648f493b354ac012de', 'span.model_request_end', 1795208263581, '{"seq":5,"id":"sevt_01a1fac0379d70648f493b354ac012de","created_at":"2026-11-20T20:57:43.581Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fac037967669b26cfbef0a27e3a5","time_to_first_token_ms":null,"duration_ms":7,"message_id":null,"is_error":true,"model":"offline-script","model_usage":null,"cost_usd":null,"stop_reason":null,"stop_details":null}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1fac0379d70648f493fefdf00b29f', 'session.error', 1795208263581, '{"seq":6,"id":"sevt_01a1fac0379d70648f493fefdf00b29f","created_at":"2026-11-20T20:57:43.581Z","type":"session.error","error":{"type":"model_overloaded_error","message":"model API 529: Overloaded","retry_status":{"type":"retrying","attempt":1,"max_attempts":3,"delay_ms":26297}}}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1fac0379d70648f4940824603d41a', 'session.status_rescheduled', 1795208263581, '{"seq":7,"id":"sevt_01a1fac0379d70648f4940824603d41a","created_at":"2026-11-20T20:57:43.581Z","type":"session.status_rescheduled","retry_at":"2026-11-20T20:58:09.878Z"}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/16af4808-57d5-44eb-88a4-4a93fd5e4795', '84fae65a0d6a0b2a2ecd4dabc39d6cef19282d5a1975c59b8a712c6693c4a986', '{"id":"sesn_01a1fac0375071f4ae19436bea2ac5b9","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fac03791725d9d9c465b99c3d694","seq":2,"receipt":"started"}', 1795294663569);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    , from_seq INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE memory_past (
      until_seq INTEGER NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      from_seq INTEGER NOT NULL,
      PRIMARY KEY (until_seq, key)
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":30,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('controls', '{"version":0,"policies":{"policies":[],"restricted_paths":[],"blocked_commands":[],"tool_allowlist":null},"hooks":[]}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u5c56da77fb1d"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fac037607495aebe2b93909247bf');
INSERT INTO "meta" VALUES ('publication', '{"seq":7,"audit":{"count":2,"hash":"68ac50ffc8aeb64942874dbe38917b4451d7c43065cd59023b6ef9b9ab4faf39"},"tally":{"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":1,"retry_count":1,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":"msg_01a1fac03791725d9d9c465b99c3d694","active_ms":0,"running_since":"2026-11-20T20:57:43.569Z","timed_call_count":0,"tool_ms":0},"counts":{"messages":1,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":1,"metrics":0},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":1795208323569,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":7,"at_ms":1795208263584}');
INSERT INTO "meta" VALUES ('schema_version', 3);
INSERT INTO "meta" VALUES ('state', '{"version":5,"id":"sesn_01a1fac0375071f4ae19436bea2ac5b9","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":1,"retry_count":1,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T20:57:43.520Z","updated_at":"2026-11-20T20:57:43.581Z","started_at":"2026-11-20T20:57:43.569Z","completed_at":null,"last_seq":7,"adopted_seq":0,"parent_session_id":null,"inherited_cost_usd":null,"archive_id":null,"path":[{"from_seq":1,"to_seq":null}],"undoable_seq":null,"last_message":{"message_id":"msg_01a1fac03791725d9d9c465b99c3d694","message_index":0,"parent_message_id":null},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":"2026-11-20T20:57:43.569Z","inputs":[2],"steps":0,"failures":1,"recoveries":0,"request":null,"retry_at":"2026-11-20T20:58:09.878Z","in_line":false,"calls":[],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null,"ended_before":null},"inputs":[],"context":{"from_seq":0,"tokens":26,"compacted_tokens":0},"compaction":null,"active_ms":0,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;

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
CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        type TEXT NOT NULL,
        at INTEGER NOT NULL,
        body TEXT NOT NULL,
        actor TEXT
      );
INSERT INTO "events" VALUES (1, 'sevt_01a1f9151f51702da2cbf3cc10676343', 'session.created', 1795180273488, '{"seq":1,"id":"sevt_01a1f9151f51702da2cbf3cc10676343","created_at":"2026-11-20T13:11:13.488Z","type":"session.created","session_id":"sesn_01a1f9151f2171e3b15bc06edea7138a","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":30,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9151ff773778bba09c93fa641c9', 'user.message', 1795180273655, '{"seq":2,"id":"sevt_01a1f9151ff773778bba09c93fa641c9","created_at":"2026-11-20T13:11:13.655Z","type":"user.message","message_id":"msg_01a1f9151ff773778bb9ff47ce6a82ef","content":[{"type":"text","text":"[{\"text\":\"At last.\",\"error\":{\"status\":529,\"type\":\"overloaded_error\",\"message\":\"Overloaded\",\"times\":1}}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9151ff773778bba0c7c8024ea0a', 'session.status_running', 1795180273655, '{"seq":3,"id":"sevt_01a1f9151ff773778bba0c7c8024ea0a","created_at":"2026-11-20T13:11:13.655Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9151ff876b1b3f554856ed899eb', 'span.model_request_start', 1795180273656, '{"seq":4,"id":"sevt_01a1f9151ff876b1b3f554856ed899eb","created_at":"2026-11-20T13:11:13.656Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f915200a72f3b541dbdb7fb8685f', 'span.model_request_end', 1795180273674, '{"seq":5,"id":"sevt_01a1f915200a72f3b541dbdb7fb8685f","created_at":"2026-11-20T13:11:13.674Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9151ff876b1b3f554856ed899eb","time_to_first_token_ms":null,"duration_ms":18,"message_id":null,"is_error":true,"model":"offline-script","model_usage":null,"cost_usd":null,"stop_reason":null,"stop_details":null}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f915200a72f3b541de9e366dc58b', 'session.error', 1795180273674, '{"seq":6,"id":"sevt_01a1f915200a72f3b541de9e366dc58b","created_at":"2026-11-20T13:11:13.674Z","type":"session.error","error":{"type":"model_overloaded_error","message":"model API 529: Overloaded","retry_status":{"type":"retrying","attempt":1,"max_attempts":3,"delay_ms":29145}}}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f915200a72f3b541e1d8cde910b5', 'session.status_rescheduled', 1795180273674, '{"seq":7,"id":"sevt_01a1f915200a72f3b541e1d8cde910b5","created_at":"2026-11-20T13:11:13.674Z","type":"session.status_rescheduled","retry_at":"2026-11-20T13:11:42.819Z"}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/e4adb98b-6208-42fe-ae9e-5f43c629de0b', 'ab6f04541fbee372ce57a7a53e66ad5e50c575611a2fa8d6894a8d96771e3926', '{"id":"sesn_01a1f9151f2171e3b15bc06edea7138a","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9151ff773778bb9ff47ce6a82ef","seq":2,"receipt":"started"}', 1795266673656);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":30,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9151f5070cc82ad10c3f9e6be48');
INSERT INTO "meta" VALUES ('published_seq', 7);
INSERT INTO "meta" VALUES ('schema_version', 1);
INSERT INTO "meta" VALUES ('state', '{"id":"sesn_01a1f9151f2171e3b15bc06edea7138a","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":1,"retry_count":1,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T13:11:13.488Z","updated_at":"2026-11-20T13:11:13.674Z","started_at":"2026-11-20T13:11:13.655Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f9151ff773778bb9ff47ce6a82ef","message_index":0,"parent_message_id":null},"turn_count":0,"turn":{"number":1,"started_seq":3,"steps":0,"failures":1,"recoveries":0,"request":null,"retry_at":"2026-11-20T13:11:42.819Z","calls":[],"interrupted":false,"suspended":false,"continuations":0,"ended":null},"inputs":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;

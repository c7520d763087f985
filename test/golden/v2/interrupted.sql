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
INSERT INTO "events" VALUES (1, 'sevt_01a1f97ad8c5771b83c0a22919ad6cc0', 'session.created', 1795186940101, '{"seq":1,"id":"sevt_01a1f97ad8c5771b83c0a22919ad6cc0","created_at":"2026-11-20T15:02:20.101Z","type":"session.created","session_id":"sesn_01a1f97ad8aa76a7b85016a1cf4d12f5","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f97ad93874378359f6123dde76f4', 'user.message', 1795186940216, '{"seq":2,"id":"sevt_01a1f97ad93874378359f6123dde76f4","created_at":"2026-11-20T15:02:20.216Z","type":"user.message","message_id":"msg_01a1f97ad93874378359ebc7f2d3164f","content":[{"type":"text","text":"[{\"text\":\"never finished\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f97ad93874378359f9a74eeb7f49', 'session.status_running', 1795186940216, '{"seq":3,"id":"sevt_01a1f97ad93874378359f9a74eeb7f49","created_at":"2026-11-20T15:02:20.216Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f97ad94374bc8ada2deb7e6571b0', 'span.model_request_start', 1795186940227, '{"seq":4,"id":"sevt_01a1f97ad94374bc8ada2deb7e6571b0","created_at":"2026-11-20T15:02:20.227Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f97ad96a722ba8cab71cb6e3e04b', 'user.interrupt', 1795186940266, '{"seq":5,"id":"sevt_01a1f97ad96a722ba8cab71cb6e3e04b","created_at":"2026-11-20T15:02:20.266Z","type":"user.interrupt"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1f97ad96b72ea889cf5f5b6c84855', 'span.model_request_end', 1795186940267, '{"seq":6,"id":"sevt_01a1f97ad96b72ea889cf5f5b6c84855","created_at":"2026-11-20T15:02:20.267Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f97ad94374bc8ada2deb7e6571b0","time_to_first_token_ms":null,"duration_ms":40,"message_id":null,"is_error":true,"model":"offline-script","model_usage":null,"cost_usd":null,"stop_reason":null,"stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f97ad96b72ea889cfbec52c8e45e', 'session.status_idle', 1795186940267, '{"seq":7,"id":"sevt_01a1f97ad96b72ea889cfbec52c8e45e","created_at":"2026-11-20T15:02:20.267Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"interrupted"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/9dcb60e7-faca-44d4-9788-1b1d967764f5', '460d3164433772d6fe26e8ae186aced56f3411e00695f8b5eaec5ae6b579a3bf', '{"id":"sesn_01a1f97ad8aa76a7b85016a1cf4d12f5","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f97ad93874378359ebc7f2d3164f","seq":2,"receipt":"started"}', 1795273340216);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u4a203ddceec3"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f97ad8c5771b83c09e2d5da55e42');
INSERT INTO "meta" VALUES ('publication', '{"seq":7,"audit":{"count":3,"hash":"70befb5cd63166e5d90d105feffc306fa2c5579101dac62ecfafa4bd8722d5f5"},"tally":{"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":"msg_01a1f97ad93874378359ebc7f2d3164f","active_ms":51,"running_since":null,"timed_call_count":0,"tool_ms":0,"settled_call_count":0,"model_call_count":1,"turn_end_count":1},"at_ms":1795186940271}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f97ad8aa76a7b85016a1cf4d12f5","user_id":"admin","status":"active","last_stop_reason":"interrupted","error_message":null,"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T15:02:20.101Z","updated_at":"2026-11-20T15:02:20.267Z","started_at":"2026-11-20T15:02:20.216Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f97ad93874378359ebc7f2d3164f","message_index":0,"parent_message_id":null},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":14,"compacted_tokens":0},"compaction":null,"active_ms":51}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;

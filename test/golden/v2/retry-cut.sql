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
INSERT INTO "events" VALUES (1, 'sevt_01a1f97ad9ad7736b5c6e183953a6f76', 'session.created', 1795186940333, '{"seq":1,"id":"sevt_01a1f97ad9ad7736b5c6e183953a6f76","created_at":"2026-11-20T15:02:20.333Z","type":"session.created","session_id":"sesn_01a1f97ad9a4764ba753bec45142cf16","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":30,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f97ad9c771a59792ad77ff13f4cc', 'user.message', 1795186940359, '{"seq":2,"id":"sevt_01a1f97ad9c771a59792ad77ff13f4cc","created_at":"2026-11-20T15:02:20.359Z","type":"user.message","message_id":"msg_01a1f97ad9c771a59792a219f56148b4","content":[{"type":"text","text":"[{\"text\":\"At last.\",\"error\":{\"status\":529,\"type\":\"overloaded_error\",\"message\":\"Overloaded\",\"times\":1}}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f97ad9c771a59792b2994ecd7176', 'session.status_running', 1795186940359, '{"seq":3,"id":"sevt_01a1f97ad9c771a59792b2994ecd7176","created_at":"2026-11-20T15:02:20.359Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f97ad9ca71c292addae590ef9e1e', 'span.model_request_start', 1795186940362, '{"seq":4,"id":"sevt_01a1f97ad9ca71c292addae590ef9e1e","created_at":"2026-11-20T15:02:20.362Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f97ad9d1733682142720a37f296b', 'span.model_request_end', 1795186940369, '{"seq":5,"id":"sevt_01a1f97ad9d1733682142720a37f296b","created_at":"2026-11-20T15:02:20.369Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f97ad9ca71c292addae590ef9e1e","time_to_first_token_ms":null,"duration_ms":7,"message_id":null,"is_error":true,"model":"offline-script","model_usage":null,"cost_usd":null,"stop_reason":null,"stop_details":null}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f97ad9d173368214284e850ab563', 'session.error', 1795186940369, '{"seq":6,"id":"sevt_01a1f97ad9d173368214284e850ab563","created_at":"2026-11-20T15:02:20.369Z","type":"session.error","error":{"type":"model_overloaded_error","message":"model API 529: Overloaded","retry_status":{"type":"retrying","attempt":1,"max_attempts":3,"delay_ms":24412}}}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f97ad9d1733682142ddd8c575634', 'session.status_rescheduled', 1795186940369, '{"seq":7,"id":"sevt_01a1f97ad9d1733682142ddd8c575634","created_at":"2026-11-20T15:02:20.369Z","type":"session.status_rescheduled","retry_at":"2026-11-20T15:02:44.781Z"}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/aa2e1119-d74e-4ed5-a357-6b0edf0aec42', '918c2ab7e77d2c029166299ada0c65382e5abb65d645dd61f767fcd952edfadc', '{"id":"sesn_01a1f97ad9a4764ba753bec45142cf16","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f97ad9c771a59792a219f56148b4","seq":2,"receipt":"started"}', 1795273340359);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":30,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u5c56da77fb1d"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f97ad9ad7736b5c6dd6eac4cb462');
INSERT INTO "meta" VALUES ('publication', '{"seq":7,"audit":{"count":2,"hash":"e5d71c351518f73f24f61589bc72cc9898632f7cb630f39589a1d4c943200c96"},"tally":{"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":1,"retry_count":1,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":"msg_01a1f97ad9c771a59792a219f56148b4","active_ms":0,"running_since":"2026-11-20T15:02:20.359Z","timed_call_count":0,"tool_ms":0,"settled_call_count":0,"model_call_count":1,"turn_end_count":0},"at_ms":1795186940370}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f97ad9a4764ba753bec45142cf16","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":1,"retry_count":1,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T15:02:20.333Z","updated_at":"2026-11-20T15:02:20.369Z","started_at":"2026-11-20T15:02:20.359Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f97ad9c771a59792a219f56148b4","message_index":0,"parent_message_id":null},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":"2026-11-20T15:02:20.359Z","inputs":[2],"steps":0,"failures":1,"recoveries":0,"request":null,"retry_at":"2026-11-20T15:02:44.781Z","in_line":false,"calls":[],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null},"inputs":[],"context":{"from_seq":0,"tokens":26,"compacted_tokens":0},"compaction":null,"active_ms":0}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;

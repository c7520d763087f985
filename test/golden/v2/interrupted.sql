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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9cb6b5d714ca329fe2ea2cb6cd0', 'session.created', 1795192220509, '{"seq":1,"id":"sevt_01a1f9cb6b5d714ca329fe2ea2cb6cd0","created_at":"2026-11-20T16:30:20.509Z","type":"session.created","session_id":"sesn_01a1f9cb6a637455b403f849d5173d30","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9cb6c6b77b4a725bb1cd865162b', 'user.message', 1795192220779, '{"seq":2,"id":"sevt_01a1f9cb6c6b77b4a725bb1cd865162b","created_at":"2026-11-20T16:30:20.779Z","type":"user.message","message_id":"msg_01a1f9cb6c6b77b4a725ad9d9ed54566","content":[{"type":"text","text":"[{\"text\":\"never finished\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9cb6c6b77b4a725bd9b5fa09844', 'session.status_running', 1795192220779, '{"seq":3,"id":"sevt_01a1f9cb6c6b77b4a725bd9b5fa09844","created_at":"2026-11-20T16:30:20.779Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9cb6cb6748281d49f8f441a0a62', 'span.model_request_start', 1795192220855, '{"seq":4,"id":"sevt_01a1f9cb6cb6748281d49f8f441a0a62","created_at":"2026-11-20T16:30:20.855Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9cb6e7975f6b9337a894d0e12a4', 'user.interrupt', 1795192221305, '{"seq":5,"id":"sevt_01a1f9cb6e7975f6b9337a894d0e12a4","created_at":"2026-11-20T16:30:21.305Z","type":"user.interrupt"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1f9cb6e7a770d8a0f206535c45c2f', 'span.model_request_end', 1795192221306, '{"seq":6,"id":"sevt_01a1f9cb6e7a770d8a0f206535c45c2f","created_at":"2026-11-20T16:30:21.306Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9cb6cb6748281d49f8f441a0a62","time_to_first_token_ms":null,"duration_ms":452,"message_id":null,"is_error":true,"model":"offline-script","model_usage":null,"cost_usd":null,"stop_reason":null,"stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9cb6e7a770d8a0f25224b8fd4ed', 'session.status_idle', 1795192221306, '{"seq":7,"id":"sevt_01a1f9cb6e7a770d8a0f25224b8fd4ed","created_at":"2026-11-20T16:30:21.306Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"interrupted"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/8b55f0b7-2393-4363-a76e-e17df4facf9c', '961f8c84cceea5f5f8534a30c42eccc766a1973ae89e9681ed6b0df47a6ebc01', '{"id":"sesn_01a1f9cb6a637455b403f849d5173d30","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9cb6c6b77b4a725ad9d9ed54566","seq":2,"receipt":"started"}', 1795278620780);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u4a203ddceec3"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9cb6b5d714ca329f90a11ce9117');
INSERT INTO "meta" VALUES ('publication', '{"seq":7,"audit":{"count":3,"hash":"f825c5bc47d4c1ad2835d088ed267ee71eba909f0913acd8dfb1fc5f374cf1aa"},"tally":{"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":"msg_01a1f9cb6c6b77b4a725ad9d9ed54566","active_ms":527,"running_since":null,"timed_call_count":0,"tool_ms":0,"settled_call_count":0,"model_call_count":1,"turn_end_count":1},"at_ms":1795192221368}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9cb6a637455b403f849d5173d30","user_id":"admin","status":"active","last_stop_reason":"interrupted","error_message":null,"counters":{"message_count":1,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T16:30:20.509Z","updated_at":"2026-11-20T16:30:21.306Z","started_at":"2026-11-20T16:30:20.779Z","completed_at":null,"last_seq":7,"last_message":{"message_id":"msg_01a1f9cb6c6b77b4a725ad9d9ed54566","message_index":0,"parent_message_id":null},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":14,"compacted_tokens":0},"compaction":null,"active_ms":527,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null}}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
